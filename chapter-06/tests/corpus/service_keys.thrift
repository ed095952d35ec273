struct Card { 1: double value }
service Table { set<Card> deal(1: map<Card, double> cards, 2: set<list<double>> more) }
