using AccessGov.Core.Kernel;

namespace AccessGov.App.Storage;

/// <summary>What a listing found. Nothing that lies in a container is passed over in silence.</summary>
public abstract record DropEntry
{
    private DropEntry() { }

    /// <summary>A file that can be opened.</summary>
    /// <param name="Path">Its path.</param>
    /// <param name="Length">Its size in bytes.</param>
    /// <param name="ChangedAt">When it was last written, or kept again by its hash.</param>
    public sealed record Ready(DropPath Path, long Length, DateTimeOffset ChangedAt) : DropEntry;

    /// <summary>Something somebody left there that is not opened: a link, or a name that <see cref="DropPath"/> refuses.</summary>
    /// <param name="Name">Its name as found.</param>
    /// <param name="Why">Why it is refused and what to do.</param>
    public sealed record Refused(string Name, Wording Why) : DropEntry;
}
