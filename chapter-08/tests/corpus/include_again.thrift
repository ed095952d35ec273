include "include_uses.thrift"
include "include_shared.thrift"
cpp_include "<vector>"
struct Both { 1: include_uses.Uses uses, 2: set<include_shared.Shared> shared }
