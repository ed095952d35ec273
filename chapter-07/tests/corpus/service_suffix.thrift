service UserService { void a() }
service Users { void a() }
service Server { void b() }
service t { void c() }
struct aArgs {}
struct UserServer {}
struct UserClient {}
