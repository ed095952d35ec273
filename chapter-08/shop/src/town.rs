//! All processes of the shop on one machine, and the files by which they find each other.

use std::{
    io,
    net::SocketAddr,
    path::{Path, PathBuf},
    process::Stdio,
};

use anyhow::{Context, Result};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
};
use tokio_rustls::rustls::{
    ClientConfig, RootCertStore, ServerConfig,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
};

use crate::replica::Kind;

/// The name that all certificates are for.
pub const NAME: &str = "shop.internal";

/// How many processes each service has.
const REPLICAS: usize = 3;

/// The processes, and their folder. Dropped, it kills them.
pub struct Town {
    directory: TempDir,
    program: PathBuf,
    replicas: Vec<Replica>,
}

/// A process of a service.
pub struct Replica {
    pub kind: Kind,
    pub address: SocketAddr,
    child: Child,
}

impl Town {
    /// Starts all services. `program` is this one.
    pub async fn start(program: &Path) -> Result<Self> {
        let directory = tempfile::tempdir()?;
        certify(directory.path())?;
        let program = program.to_owned();
        let mut town = Self { directory, program, replicas: Vec::new() };
        for kind in Kind::ALL {
            for _ in 0..REPLICAS {
                town.add(kind).await?;
            }
        }
        Ok(town)
    }

    /// The folder with the certificate and the lists of endpoints.
    pub fn directory(&self) -> &Path {
        self.directory.path()
    }

    /// How many processes there are.
    pub fn len(&self) -> usize {
        self.replicas.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.replicas.is_empty()
    }

    /// Starts one more process of a service, and announces it.
    pub async fn add(&mut self, kind: Kind) -> Result<()> {
        let mut child = Command::new(&self.program)
            .args(["replica", kind.name()])
            .arg(self.directory())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let stdout = child.stdout.take().context("stdout is piped")?;
        let line = BufReader::new(stdout).lines().next_line().await?;
        let address = line.context("a replica has ended")?.parse()?;
        self.replicas.push(Replica { kind, address, child });
        self.announce(kind)
    }

    /// Takes the oldest process off the list.
    pub fn withdraw(&mut self) -> Result<Replica> {
        let replica = self.replicas.remove(0);
        self.announce(replica.kind)?;
        Ok(replica)
    }

    /// The oldest process, which stays on the list.
    pub fn oldest(&self) -> &Replica {
        &self.replicas[0]
    }

    /// Makes the oldest process the youngest.
    pub fn rotate(&mut self) {
        self.replicas.rotate_left(1);
    }

    /// Kills the oldest process with its announcement still there.
    pub async fn kill_oldest(&mut self) -> Result<()> {
        Ok(self.replicas[0].child.kill().await?)
    }

    /// Asks all processes to stop, and waits until they have.
    pub async fn stop(self) -> Result<()> {
        self.replicas.iter().try_for_each(|replica| replica.signal(Signal::TERM))?;
        for replica in self.replicas {
            replica.ended().await?;
        }
        Ok(())
    }

    /// Writes the list of a service's endpoints, as a file that replaces the last.
    pub fn announce(&self, kind: Kind) -> Result<()> {
        let replicas = self.replicas.iter().filter(|replica| replica.kind == kind);
        let lines: String =
            replicas.map(|replica| format!("{}\n", replica.address)).collect();
        self.write(kind, &lines)
    }

    /// Writes what no registry should say.
    pub fn garble(&self, kind: Kind) -> Result<()> {
        self.write(kind, "<html>503 Service Unavailable</html>\n")
    }

    fn write(&self, kind: Kind, text: &str) -> Result<()> {
        let new = self.directory().join("new");
        std::fs::write(&new, text)?;
        Ok(std::fs::rename(new, self.directory().join(kind.name()))?)
    }
}

impl Replica {
    /// Sends a signal to the process.
    pub fn signal(&self, signal: Signal) -> io::Result<()> {
        let id = self.child.id().and_then(|id| Pid::from_raw(id.cast_signed()));
        let id = id.ok_or(io::ErrorKind::NotFound)?;
        Ok(kill_process(id, signal)?)
    }

    /// Waits until the process has ended.
    pub async fn ended(mut self) -> io::Result<()> {
        self.child.wait().await.map(drop)
    }
}

// === TLS ===

/// Makes a certificate that signs itself.
pub fn certify(directory: &Path) -> Result<()> {
    let certified = rcgen::generate_simple_self_signed([NAME.to_owned()])?;
    std::fs::write(directory.join("certificate.pem"), certified.cert.pem())?;
    std::fs::write(directory.join("key.pem"), certified.signing_key.serialize_pem())?;
    Ok(())
}

fn certificate(directory: &Path) -> Result<CertificateDer<'static>> {
    Ok(CertificateDer::from_pem_file(directory.join("certificate.pem"))?)
}

/// What a server shows.
pub fn server_config(directory: &Path) -> Result<ServerConfig> {
    let key = PrivateKeyDer::from_pem_file(directory.join("key.pem"))?;
    let config = ServerConfig::builder().with_no_client_auth();
    Ok(config.with_single_cert(vec![certificate(directory)?], key)?)
}

/// What a client trusts.
pub fn client_config(directory: &Path) -> Result<ClientConfig> {
    let mut roots = RootCertStore::empty();
    roots.add(certificate(directory)?)?;
    Ok(ClientConfig::builder().with_root_certificates(roots).with_no_client_auth())
}
