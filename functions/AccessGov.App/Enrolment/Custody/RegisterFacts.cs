using AccessGov.App.Work;
using AccessGov.Core.Enrolment;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Enrolment.Custody;

/// <summary>
/// What the register of keys says of whom it speaks: of everybody who ever enrolled a key in it. A family of facts of its own.
/// </summary>
internal static class RegisterFacts
{
    /// <summary>By person, in order.</summary>
    public static async Task<IReadOnlyList<HeldKey>> LoadAsync(Workspace workspace, CancellationToken ct)
    {
        var since = new SortedDictionary<EmployeeId, DateOnly?>();
        var prefix = KeyRows.PersonPrefix;
        await foreach (var row in workspace.Records.RangeAsync(new(workspace.Tenant, Scopes.Keys), prefix, prefix + "~", ct))
            since[new EmployeeId(row.Row[prefix.Length..])] = null;
        if (since.Count == 0)
            return [];
        // A key that was written since its holder was renumbered stands under the new number, of which no row speaks yet.
        foreach (var key in await KeyRows.AllAsync<SecurityKey>(workspace, KeyRows.KeyPrefix, ct))
            if (key is { Opens: true, Holder: { } holder } && !(since.GetValueOrDefault(holder) <= key.Since))
                since[holder] = key.Since;
        return [.. since.Select(s => new HeldKey(s.Key, s.Value))];
    }
}
