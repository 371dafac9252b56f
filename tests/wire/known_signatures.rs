//! Known signatures of this client's calls, computed by an implementation in another language.

use huaweicloud_cdm::job::StartJobRequest;
use huaweicloud_cdm::{AccessKey, Client, Map};
use specwright_runtime::auth::SignedHeaders;

use crate::capture::Capture;

/// A call, signed at 2026-03-14, 01:59:26 UTC.
struct Call {
    what: &'static str,
    endpoint: &'static str,
    project: &'static str,
    cluster: &'static str,
    job: &'static str,
    /// The variables, as JSON.
    variables: Option<&'static str>,
    security_token: Option<&'static str>,
    all: bool,
    signed: &'static str,
    signature: &'static str,
}

const PAGE: Call = Call {
    what: "the page's call",
    endpoint: "https://cdm.cn-north-4.myhuaweicloud.com",
    project: "1551c7f6c808414d8e9f3c514a170f2e",
    cluster: "6ec9a0a4-76be-4262-8697-e7af1fac7920",
    job: "jdbc2hive",
    variables: Some("{}"),
    security_token: None,
    all: false,
    signed: "host;x-project-id;x-sdk-date",
    signature: "4e453bdf3e14f7a236e2d6fffdb7921ebcf61d2f6b741dffa55d8e7e1d3a1585",
};

const CALLS: &[Call] = &[
    PAGE,
    Call {
        what: "no body",
        variables: None,
        signature: "b1c377c86eedcab9e17f3d90dba258c6ba34d556b3e27c8643d3772b0f807026",
        ..PAGE
    },
    Call {
        what: "variables",
        variables: Some(r#"{"a":1,"名":"数据 ü"}"#),
        signature: "e30a8f7a665eb418be167f3bc2335f9e62e69d99e7b5065f325bfc48327ef598",
        ..PAGE
    },
    Call {
        what: "a temporary key",
        security_token: Some("STS/to+ken=="),
        signed: "host;x-project-id;x-sdk-date;x-security-token",
        signature: "44a530270212f0497d635522c45d27137041314a740e0fd759a1ba527c132b2d",
        ..PAGE
    },
    Call {
        what: "all headers",
        all: true,
        signed: "content-type;host;user-agent;x-project-id;x-sdk-date",
        signature: "2dee355e7155b445e19a3c7b4fa9638b44fcd4e2554f40148c37e0b9e6e14b82",
        ..PAGE
    },
    Call {
        what: "a slash",
        job: "a/b",
        signature: "7e2480c2e25195220749de5050ed1a87ab1335d492f53968b62aab7a91a559cb",
        ..PAGE
    },
    Call {
        what: "what a URL separates by",
        job: "my job?100%#+作业",
        signature: "64071ec7920cffcd6ea158446e94abacb5e374afb55a81ca8ba966f63817cce1",
        ..PAGE
    },
    Call {
        what: "an escape in a name",
        job: "%2e%2e",
        signature: "961d971fe8418c77ad92a6f08921a21a8b81f6706a5d10de5cb3b017f7607263",
        ..PAGE
    },
    Call {
        what: "a port",
        endpoint: "http://127.0.0.1:8080",
        signature: "b5a7b2110cc907f8b2dcc652b4adc225fd0d9283b06e0e7a614bf3ca7ddf4ff4",
        ..PAGE
    },
    Call {
        what: "the scheme's own port",
        endpoint: "https://cdm.example.com:443/",
        signature: "2c7344efb7793ad27a76037f80304f00092a39fb322bf204e5eeab5322036e38",
        ..PAGE
    },
    Call {
        what: "a prefix",
        endpoint: "https://gate.example.com/c%20d/v2",
        signature: "62d696be60fc4b175cfe2853bf3d7019a77894885b54493c6a6e33bfb6e44f75",
        ..PAGE
    },
    Call {
        what: "others' IDs",
        project: "p",
        cluster: "c d",
        signature: "ac195e47073ffa675bdf001f07eac30fb5feed2ec74779253b02bdfb3d31f2f8",
        ..PAGE
    },
];

async fn check(call: &Call) {
    let capture = Capture::default();
    let mut key = AccessKey::new("AKFIXTURE0000000001", "SK fixture/+=&%");
    if let Some(token) = call.security_token {
        key = key.security_token(token);
    }
    if call.all {
        key = key.signed_headers(SignedHeaders::All);
    }
    let client = Client::builder().endpoint(call.endpoint).project_id(call.project).ak_sk(key);
    let transport = capture.clone();
    let client = client.configure(|builder| builder.transport(transport).user_agent("fixture/1"));
    let mut request = client.build().expect("the client is complete").start_job(call.cluster, call.job);
    if let Some(variables) = call.variables {
        let variables: Map = serde_json::from_str(variables).expect("the variables are JSON");
        request = request.body(&StartJobRequest::new().variables(variables));
    }
    let request = request.configure(|request| request.header("X-Sdk-Date", "20260314T015926Z"));
    request.send().await.expect("the transport responses");
    let expected = format!(
        "SDK-HMAC-SHA256 Access=AKFIXTURE0000000001, SignedHeaders={}, Signature={}",
        call.signed, call.signature
    );
    assert_eq!(capture.only().header("authorization"), Some(expected.as_str()), "{}", call.what);
}

#[tokio::test]
async fn known_signatures_are_reproduced() {
    for call in CALLS {
        check(call).await;
    }
}
