namespace AccessGov.Core.Audit;

/// <summary>Names of the exported files.</summary>
public static class AuditFileNames
{
    /// <summary>One fact a line: of a log with its seed, of a chain with its hash.</summary>
    public const string Facts = "facts.ndjson";

    /// <summary>One signed checkpoint a line.</summary>
    public const string Checkpoints = "checkpoints.ndjson";

    /// <summary>The public halves of all keys that signed, in PEM.</summary>
    public const string PublicKey = "public-key.pem";

    /// <summary>The folder of kept content that the chain names, each file under its own hash.</summary>
    public const string Kept = "kept";

    /// <summary>The reader: one Python script.</summary>
    public const string Script = "record.py";

    /// <summary>How to verify by hand.</summary>
    public const string ReadMe = "README.txt";

    /// <summary>Of the log: text of the first leaf.</summary>
    public const string LogGenesis = "log-genesis.txt";

    /// <summary>The folder of the chain of old that the log continues, as it was exported before there was a log.</summary>
    public const string ClosedChain = "closed-chain";

    /// <summary>
    /// Of the log: the hashes of all leaves as they were sealed, 32 bytes each. They prove nothing; they name the line that was altered.
    /// </summary>
    public const string LogLeaves = "log-leaves.bin";

    /// <summary>Of the log: the newest checkpoint, with its cosignatures.</summary>
    public const string LogCheckpoint = "log-checkpoint.txt";

    /// <summary>Of the log: the checkpoint that most witnesses cosigned, where it is not the newest.</summary>
    public const string LogCosigned = "log-cosigned.txt";

    /// <summary>Of the log: its public key as a policy names it.</summary>
    public const string LogKey = "log-key.txt";

    /// <summary>A witness for those who have nothing: python3 and openssl.</summary>
    public const string Witness = "witness.py";
}
