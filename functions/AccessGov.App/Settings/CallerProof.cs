namespace AccessGov.App.Settings;

/// <summary>How a program proves who it is. Closed.</summary>
public abstract record CallerProof
{
    private CallerProof() { }

    /// <summary>The file that holds the key or the token; null when none does.</summary>
    public string? SecretFile =>
        this switch
        {
            KeyFile key => key.Path,
            TokenFile token => token.Path,
            _ => null,
        };

    /// <summary>It signs with a key that lies in a file on both sides; the settings never hold the key.</summary>
    /// <param name="Path">The file: the key is its bytes, <see cref="Least"/> to <see cref="Most"/> of them.</param>
    public sealed record KeyFile(string Path) : CallerProof
    {
        /// <summary>A key shorter than the hash is weaker than the hash (RFC 2104 §3).</summary>
        public const int Least = 32;

        /// <summary>Whatever is longer is some other file.</summary>
        public const int Most = 1024;
    }

    /// <summary>It carries a token of the Entra tenant.</summary>
    /// <param name="Id">Application (client) id.</param>
    public sealed record App(Guid Id) : CallerProof;

    /// <summary>
    /// It carries a token that lies in a file on both sides and does not end: for SCIM clients that know no other. The settings never hold
    /// the token.
    /// </summary>
    /// <param name="Path">The file: one line of <see cref="Least"/> to <see cref="Most"/> visible ASCII characters.</param>
    public sealed record TokenFile(string Path) : CallerProof
    {
        /// <summary>Characters: with base64, 192 bits at least.</summary>
        public const int Least = 32;

        /// <summary>Whatever is longer is some other file.</summary>
        public const int Most = 1024;
    }
}
