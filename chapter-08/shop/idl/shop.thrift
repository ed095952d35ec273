namespace rs shop

typedef i64 ProductId

/** What the shop sells. */
struct Product {
    1: required ProductId id
    2: required string name
    3: required i32 cents
}

/** There is no such product. */
exception Unknown {
    1: required ProductId id
}

/** There are not as many left. */
exception SoldOut {
    1: required ProductId id
}

/** What there is. */
service CatalogService {
    /** The product with this id. */
    Product find(1: ProductId id) throws (1: Unknown unknown) (idempotent = "true")
}

/** How much there is of it. */
service StockService {
    /** Takes some of a product for an order. */
    void reserve(1: ProductId id, 2: i32 count) throws (1: SoldOut soldOut)
}

/** What was ordered. */
service OrdersService {
    /** Orders some of a product, and returns what they cost, in cents. */
    i64 place(1: ProductId id, 2: i32 count) throws (1: Unknown unknown, 2: SoldOut soldOut)

    /** What some of a product would cost, in cents. */
    i64 quote(1: ProductId id, 2: i32 count) throws (1: Unknown unknown) (idempotent = "true")
}
