namespace AccessGov.Core.Audit;

/// <summary>Names of the exported files.</summary>
public static class AuditFileNames
{
    /// <summary>One sealed fact a line.</summary>
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
}
