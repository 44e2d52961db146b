using AccessGov.Core.Directory;

namespace AccessGov.App.Directory;

/// <summary>One account at this moment. Closed.</summary>
public abstract record AccountNow
{
    private AccountNow() { }

    /// <summary>The directory has the account.</summary>
    /// <param name="Account">As it is now.</param>
    public sealed record Present(DirectoryAccount Account) : AccountNow;

    /// <summary>There is no such account; it may be among the deleted ones.</summary>
    public sealed record Absent : AccountNow;
}
