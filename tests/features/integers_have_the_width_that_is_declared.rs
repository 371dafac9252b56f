use super::api::Client;
use super::api::operations::*;
use crate::server::Server;

/// Decodes a response, and checks the body that is sent with it.
async fn echoed(json: &str, expected: &str) -> Counter {
    let server = Server::json(json);
    let client = Client::builder().endpoint(&server.url).build().expect("the settings are sound");
    let counter = client.put_counter(u64::MAX, &Counter::default()).shard(255).send().await.expect("it can be read");
    client.put_counter(0, &counter).send().await.expect("the response can be read");
    let [first, second] = <[_; 2]>::try_from(server.received()).expect("two requests were received");
    assert_eq!(first.target(), "/counters/18446744073709551615?shard=255");
    assert_eq!(second.text(), expected);
    counter
}

async fn same(json: &str) -> Counter {
    echoed(json, json).await
}

#[tokio::test]
async fn all_values_of_the_width_are_read_and_written() {
    assert_eq!(same(r#"{"total":18446744073709551615}"#).await.total, Some(u64::MAX));
    assert_eq!(same(r#"{"size":9223372036854775808}"#).await.size, Some(1_u64 << 63));
    assert_eq!(same(r#"{"port":65535}"#).await.port, Some(u16::MAX));
    assert_eq!(same(r#"{"level":-128}"#).await.level, Some(i8::MIN));
    assert_eq!(same(r#"{"delta":-32768}"#).await.delta, Some(i16::MIN));
    assert_eq!(same(r#"{"percent":101}"#).await.percent, Some(101_i64));
    assert_eq!(same(r#"{"hash":18446744073709551615}"#).await.hash, Some(u64::MAX));
    assert_eq!(same(r#"{"special":18446744073709551615}"#).await.special, Some(u64::MAX));
    assert_eq!(same(r#"{"nanos":9007199254740993}"#).await.nanos, Some(9_007_199_254_740_993));
    assert_eq!(same(r#"{"bytes":[0,255]}"#).await.bytes, Some(vec![0_u8, 255]));
}

#[tokio::test]
async fn a_number_without_a_fraction_is_an_integer() {
    assert_eq!(echoed(r#"{"total":1.0}"#, r#"{"total":1}"#).await.total, Some(1));
    assert_eq!(echoed(r#"{"delta":-1e3}"#, r#"{"delta":-1000}"#).await.delta, Some(-1000));
    assert_eq!(echoed(r#"{"bytes":[2.0]}"#, r#"{"bytes":[2]}"#).await.bytes, Some(vec![2]));
    assert_eq!(echoed(r#"{"whole":3.0}"#, r#"{"whole":3}"#).await.whole, Some(CounterWhole::Integer(3)));
    for json in [r#"{"port":65536.0}"#, r#"{"port":-1}"#, r#"{"delta":1.5}"#, r#"{"total":1e300}"#, r#"{"size":-1.0}"#]
    {
        assert!(serde_json::from_str::<Counter>(json).is_err(), "{json}");
    }
}

#[tokio::test]
async fn a_number_is_written_as_it_was_read() {
    assert_eq!(same(r#"{"ratio":5}"#).await.ratio, Some(5.0));
    assert_eq!(same(r#"{"ratio":-0.5}"#).await.ratio, Some(-0.5));
    assert_eq!(echoed(r#"{"ratio":1e2}"#, r#"{"ratio":100}"#).await.ratio, Some(100.0));
    same(r#"{"ratios":{"a":[1,2.5],"b":[]}}"#).await;
}

#[tokio::test]
async fn unions_keep_integers_exact() {
    assert_eq!(same(r#"{"metric":5}"#).await.metric, Some(CounterMetric::Integer(5)));
    assert_eq!(same(r#"{"metric":0.5}"#).await.metric, Some(CounterMetric::Number(0.5)));
    let metric = same(r#"{"metric":9007199254740993}"#).await.metric;
    assert_eq!(metric, Some(CounterMetric::Integer(9_007_199_254_740_993)));
    assert_eq!(same(r#"{"wide":18446744073709551615}"#).await.wide, Some(CounterWide::Integer(u64::MAX)));
    assert_eq!(same(r#"{"wide":-1}"#).await.wide, Some(CounterWide::Number(-1.0)));
}
