//! What load balancers, Kubernetes and a dashboard see of the shop.

mod running;

use running::Shop;

#[tokio::test(flavor = "multi_thread")]
async fn the_front_is_live_and_ready_and_takes_orders_while_it_says_that_it_will_stop() {
    let shop = Shop::start(3, &[]).await;
    for question in ["GET /live", "GET /ready"] {
        let response = shop.request(question).await;
        assert!(response.starts_with("HTTP/1.1 200 "), "{question}: {response}");
    }
    let order = "POST /orders?product=7&count=3";
    assert!(shop.request(order).await.ends_with("2100 cents\n"));
    let metrics = shop.request("GET /metrics").await;
    let count = metrics.lines().find(|it| it.starts_with("rpc_client_calls_total"));
    let labels = ["service=\"orders\"", "method=\"place\"", "outcome=\"ok\""];
    let count = count.unwrap_or(&metrics);
    assert!(labels.iter().all(|label| count.contains(label)), "{count}");

    shop.ctrl_c();
    let mut response = shop.request("GET /ready").await;
    while response.starts_with("HTTP/1.1 200 ") {
        response = shop.request("GET /ready").await;
    }
    assert!(response.starts_with("HTTP/1.1 503 "), "{response}");
    assert!(response.ends_with("stopping\n"), "{response}");
    assert!(shop.request(order).await.ends_with("2100 cents\n"));
    assert!(shop.ended().await.success());
}
