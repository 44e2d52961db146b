using AccessGov.Core.Directory;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Planning;

/// <summary>The protected accounts, for look-up by either name.</summary>
internal sealed class ProtectedSet
{
    private readonly HashSet<Guid> objectIds;
    private readonly HashSet<string> names;

    public ProtectedSet(IReadOnlyList<ProtectedAccount> accounts)
    {
        objectIds = [.. accounts.Where(a => a.ObjectId is not null).Select(a => a.ObjectId!.Value)];
        names = new HashSet<string>(
            accounts.Where(a => a.UserPrincipalName is not null).Select(a => a.UserPrincipalName!),
            StringComparer.OrdinalIgnoreCase
        );
    }

    public bool Contains(DirectoryAccount account) => Contains(account.ObjectId) || names.Contains(account.UserPrincipalName);

    public bool Contains(Guid objectId) => objectIds.Contains(objectId);
}
