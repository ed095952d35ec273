namespace rs common

enum Currency { EUR = 1, usd = 2, EURO = 1 }

struct Money {
    1: required i64 cents
    2: Currency currency = Currency.EUR
}

const string HOUSE = "Mini Lust"

exception Closed { 1: string until }

service Base {
    bool open() throws (1: Closed closed)
}
