//! Starts the command line; everything else is in the library.

/// Reading a card takes hundreds of small pieces of memory, on several threads at once.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    smilecard::cli::run()
}
