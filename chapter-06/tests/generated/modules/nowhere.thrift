// Says nothing of a namespace: the module is called as the file is.

struct Point {}
