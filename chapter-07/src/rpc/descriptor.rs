//! What an IDL file says of a service, for programs that look at it when they run.

/// A service, as its IDL file describes it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ServiceDescriptor {
    /// Its name in the file.
    pub name: &'static str,
    /// The service whose methods it inherits.
    pub extends: Option<&'static Self>,
    /// Its own methods, in the order of the file.
    pub methods: &'static [MethodDescriptor],
    /// Its annotations, such as `(owner = "shop")`: a key and a value, which is `1` if the file
    /// gives none.
    pub annotations: &'static [(&'static str, &'static str)],
}

/// A method of a service.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct MethodDescriptor {
    /// Its name in the file and in messages.
    pub name: &'static str,
    /// Whether the caller does not wait for a reply.
    pub oneway: bool,
    /// Its annotations.
    pub annotations: &'static [(&'static str, &'static str)],
}
