namespace AccessGov.Core.Applying;

/// <summary>What a directory answered to one action, in words that every directory has. Closed.</summary>
public abstract record DirectoryAnswer
{
    private DirectoryAnswer() { }

    /// <summary>It did as it was told.</summary>
    public sealed record Accepted : DirectoryAnswer;

    /// <summary>It says that it was so before.</summary>
    public sealed record SoBefore : DirectoryAnswer;

    /// <summary>It does not have the account, or the group.</summary>
    public sealed record Absent : DirectoryAnswer;

    /// <summary>It asks for patience, or did not answer at all.</summary>
    /// <param name="Until">Not before this instant.</param>
    public sealed record Busy(DateTimeOffset Until) : DirectoryAnswer;

    /// <summary>It refuses for good.</summary>
    /// <param name="Code">Stable code of the refusal.</param>
    public sealed record Refused(string Code) : DirectoryAnswer;
}
