//! What each layer does, alone and with others.

mod deadline;
mod network;
