//! Values: deep and wide JSON, long messages, and XML with many attributes.

use specwright_runtime::response::Json;
use specwright_runtime::{Error, ErrorKind, Map, Value, object};

use crate::attacker::{Attacker, response};
use crate::bounds::{GET, LIMIT, bounded, call, client_with};

#[derive(Debug, PartialEq)]
struct Known {
    id: Option<i64>,
    inner: Option<Box<Known>>,
    names: Option<Vec<String>>,
}

object! { Known {
    id: "id",
    inner: "inner",
    names: "names",
} }

async fn known(body: &str) -> Result<Known, Error<Value>> {
    let attacker = Attacker::writing(response("200 OK", "", body));
    let request = client_with(&attacker.url, |builder| builder).request(&GET);
    bounded(request.send::<Json<Known>, Json<Value>>()).await
}

#[tokio::test]
async fn deep_json_is_an_error() {
    let depth = LIMIT / 16;
    for (open, close) in [("[", "]"), ("{\"a\":", "}"), ("[{\"a\":", "}]")] {
        for end in [close.repeat(depth), String::new()] {
            let body = format!("{}0{end}", open.repeat(depth));
            let error = call(&Attacker::writing(response("200 OK", "", &body))).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Decode, "{error}");
            let error = call(&Attacker::writing(response("400 Bad", "", &body))).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Service, "{error}");
        }
    }
    let nested = format!("{}null{}", "{\"inner\":".repeat(depth), "}".repeat(depth));
    assert_eq!(known(&nested).await.unwrap_err().kind(), ErrorKind::Decode);
    // A property that nobody reads is skipped, however deep it is.
    let undeclared = format!("{{\"x\":{}{},\"id\":7}}", "[".repeat(depth), "]".repeat(depth));
    assert_eq!(known(&undeclared).await.unwrap().id, Some(7));
}

#[tokio::test]
async fn wide_json_takes_memory_in_proportion() {
    let half = LIMIT / 2;
    let list = format!("[{}0]", "0,".repeat(half - 2));
    assert_eq!(
        call(&Attacker::writing(response("200 OK", "", &list))).await.unwrap().as_array().unwrap().len(),
        half - 1
    );
    let names: String = (0..50_000).map(|number| format!("\"p{number}\":{number},")).collect();
    let wide = format!("{{{names}\"id\":7}}");
    assert_eq!(known(&wide).await.unwrap().id, Some(7));
    let equal = format!("{{{}\"id\":8}}", "\"id\":7,".repeat(100_000));
    assert_eq!(known(&equal).await.unwrap().id, Some(8));
    let attacker = Attacker::writing(response("200 OK", "", &wide));
    let request = client_with(&attacker.url, |builder| builder).request(&GET);
    let map = bounded(request.send::<Json<Map<i64>>, Json<Value>>()).await.unwrap();
    assert_eq!(map.len(), 50_001);
}

#[tokio::test]
async fn messages_of_errors_stay_short_on_one_line() {
    let long = "x\\n".repeat(LIMIT / 4);
    let body = format!("{{\"code\":\"{long}\",\"message\":\"{long}\"}}");
    let headers = format!("X-Request-Id: {}\r\n", "i".repeat(50_000));
    let error = call(&Attacker::writing(response("400 Bad", &headers, &body))).await.unwrap_err();
    let shown = error.to_string();
    assert!(shown.len() < 4096 && !shown.contains('\n'), "{} bytes", shown.len());
}

#[cfg(feature = "xml")]
#[tokio::test]
async fn many_attributes_of_an_element_are_read_in_linear_time() {
    use specwright_runtime::response::Xml;
    use specwright_runtime::xml;

    #[derive(Debug)]
    struct Entry {
        last: Option<String>,
    }

    object! { Entry {
        last: "last",
    } }

    xml! { Entry "entry" {
        text("last").attribute(),
    } }

    let attributes: String = (0..60_000).map(|number| format!(" a{number}=\"\"")).collect();
    let body = format!("<entry{attributes} last=\"z\"/>");
    let attacker = Attacker::writing(response("200 OK", "Content-Type: application/xml\r\n", &body));
    let request = client_with(&attacker.url, |builder| builder).request(&GET);
    let entry = bounded(request.send::<Xml<Entry>, Json<Value>>()).await.unwrap();
    assert_eq!(entry.last.as_deref(), Some("z"));
}
