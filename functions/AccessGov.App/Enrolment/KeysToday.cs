using AccessGov.App.Enrolment.Custody;
using AccessGov.App.Planning;
using AccessGov.App.Work;
using AccessGov.Core.Enrolment;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Enrolment;

/// <summary>The register of keys with every holder under the 職員番号 of today (<see cref="KeyHeirs"/>).</summary>
internal static class KeysToday
{
    /// <summary>A key, with its holder under the number of today.</summary>
    public static async Task<SecurityKey?> FindAsync(Workspace workspace, KeySerial serial, CancellationToken ct)
    {
        var key = await PartitionCommit.ReadAsync<SecurityKey>(workspace, Scopes.Keys, KeyRows.Of(serial), ct);
        return key is { Holder: { } holder } ? key with { Holder = (await HeirsAsync(workspace, ct)).Of(holder) } : key;
    }

    /// <summary>Every key, with its holder under the number of today.</summary>
    public static async Task<IReadOnlyList<SecurityKey>> KeysAsync(Workspace workspace, CancellationToken ct)
    {
        var heirs = await HeirsAsync(workspace, ct);
        var keys = await KeyRows.AllAsync<SecurityKey>(workspace, KeyRows.KeyPrefix, ct);
        return [.. keys.Select(k => k.Holder is { } holder && heirs.Of(holder) is var now && now != holder ? k with { Holder = now } : k)];
    }

    /// <summary>The key that has or had a credential.</summary>
    public static async Task<SecurityKey?> FindAsync(Workspace workspace, CredentialId credential, CancellationToken ct) =>
        await PartitionCommit.ReadAsync<KeyRows.Owner>(workspace, Scopes.Keys, KeyRows.CredentialRow(credential), ct) is { } owner
            ? await FindAsync(workspace, owner.Serial, ct)
            : null;

    /// <summary>Every key that the person holds.</summary>
    public static async Task<IReadOnlyList<SecurityKey>> HeldByAsync(Workspace workspace, EmployeeId person, CancellationToken ct)
    {
        var held = new SortedDictionary<KeySerial, SecurityKey>();
        // Handed out under a former number: the row that says so stays.
        foreach (var prefix in (await HeirsAsync(workspace, ct)).NumbersOf(person).Select(KeyRows.HolderPrefix))
            await foreach (var row in workspace.Records.RangeAsync(new(workspace.Tenant, Scopes.Keys), prefix, prefix + "~", ct))
                // It stays also when the key is given back.
                if (await FindAsync(workspace, new KeySerial(row.Row[prefix.Length..]), ct) is { } key && key.Holder == person)
                    held[key.Serial] = key;
        return [.. held.Values];
    }

    /// <summary>True for somebody who ever enrolled a key, under whatever number.</summary>
    public static async Task<bool> SpeaksOfAsync(Workspace workspace, EmployeeId person, CancellationToken ct)
    {
        foreach (var number in (await HeirsAsync(workspace, ct)).NumbersOf(person))
            if (await PartitionCommit.ReadAsync<KeyRows.Mark>(workspace, Scopes.Keys, KeyRows.Of(number), ct) is not null)
                return true;
        return false;
    }

    /// <summary>As much of the register as a command needs.</summary>
    public static async Task<KeyLedger> LoadAsync(Workspace workspace, KeyScope scope, EmployeeId by, CancellationToken ct)
    {
        var keys = new Dictionary<KeySerial, SecurityKey>();
        if (scope.Serial is { } serial && await FindAsync(workspace, serial, ct) is { } key)
            keys[serial] = key;
        if (scope.Person is { } person)
            foreach (var held in await HeldByAsync(workspace, person, ct))
                keys[held.Serial] = held;
        if (scope.Credential is { } credential && await FindAsync(workspace, credential, ct) is { } owner)
            keys[owner.Serial] = owner;
        var ticket = scope.Ticket is { } id ? await KeyRows.FindAsync(workspace, id, ct) : null;
        return KeyLedger.Of(
            keys.Values,
            ticket is null ? [] : [ticket],
            scope.Takings ? await KeyRows.AllAsync<KeyTaking>(workspace, KeyRows.TakingPrefix(by), ct) : []
        );
    }

    private static async Task<KeyHeirs> HeirsAsync(Workspace workspace, CancellationToken ct) =>
        (await workspace.Present.OfAsync(workspace, ct)).KeyHeirs;
}
