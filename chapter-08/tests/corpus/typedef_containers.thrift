typedef list<Id> Ids
typedef i64 Id
typedef map<string, Ids> Groups
struct All { 1: Groups groups, 2: set<Id> ids, 3: Ids list = [1, 2] }
const Groups GROUPS = {'a': [1]}
