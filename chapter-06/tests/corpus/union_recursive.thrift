union Expression { 1: i64 number, 2: Sum sum, 3: Expression negated, 4: list<Expression> product }
struct Sum { 1: required Expression left, 2: required Expression right }
