//! Calls over a real socket.
