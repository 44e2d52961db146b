using System.Security.Cryptography;
using System.Text;
using AccessGov.App.Planning;
using AccessGov.App.Work;
using AccessGov.Core.Enrolment;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Enrolment.Custody;

/// <summary>Reads the register of keys. Rows whose names hold a person or a credential only say where to look.</summary>
internal static class KeyRows
{
    public const string KeyPrefix = "key:";
    public const string TicketPrefix = "ticket:";

    /// <summary>Keys that somebody alone shut.</summary>
    public const string AllTakings = "taken:";

    /// <summary>The register speaks of this person.</summary>
    public const string PersonPrefix = "register:";

    /// <summary>Which key has, or ever had, the credential.</summary>
    internal sealed record Owner(KeySerial Serial);

    /// <summary>Nothing: the row's name says it all.</summary>
    internal sealed record Mark;

    public static string Of(KeySerial serial) => KeyPrefix + serial;

    public static string Of(TicketId ticket) => TicketPrefix + ticket;

    public static string Of(EmployeeId person) => PersonPrefix + person;

    public static string HandleRow(EmployeeId person) => $"handle:{person}";

    public static string HolderRow(EmployeeId person, KeySerial serial) => $"{HolderPrefix(person)}{serial}";

    public static string TakingRow(KeyTaking taking) => $"{TakingPrefix(taking.By)}{taking.At.UtcTicks:D19}:{taking.Serial}";

    /// <summary>Hashed: an id may be longer than a row's name.</summary>
    public static string CredentialRow(CredentialId id) => "credential:" + Hash(id.Value);

    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>A key, with its holder under the number of today.</summary>
    public static async Task<SecurityKey?> FindAsync(Workspace workspace, KeySerial serial, CancellationToken ct)
    {
        var key = await PartitionCommit.ReadAsync<SecurityKey>(workspace, Scopes.Keys, Of(serial), ct);
        return key is { Holder: { } holder } ? key with { Holder = (await HeirsAsync(workspace, ct)).Of(holder) } : key;
    }

    /// <summary>Every key, with its holder under the number of today.</summary>
    public static async Task<IReadOnlyList<SecurityKey>> KeysAsync(Workspace workspace, CancellationToken ct)
    {
        var heirs = await HeirsAsync(workspace, ct);
        var keys = await AllAsync<SecurityKey>(workspace, KeyPrefix, ct);
        return [.. keys.Select(k => k.Holder is { } holder && heirs.Of(holder) is var now && now != holder ? k with { Holder = now } : k)];
    }

    public static Task<KeyTicket?> FindAsync(Workspace workspace, TicketId ticket, CancellationToken ct) =>
        PartitionCommit.ReadAsync<KeyTicket>(workspace, Scopes.Keys, Of(ticket), ct);

    /// <summary>The key that has or had a credential.</summary>
    public static async Task<SecurityKey?> FindAsync(Workspace workspace, CredentialId credential, CancellationToken ct) =>
        await PartitionCommit.ReadAsync<Owner>(workspace, Scopes.Keys, CredentialRow(credential), ct) is { } owner
            ? await FindAsync(workspace, owner.Serial, ct)
            : null;

    /// <summary>Every key that the person holds.</summary>
    public static async Task<IReadOnlyList<SecurityKey>> HeldByAsync(Workspace workspace, EmployeeId person, CancellationToken ct)
    {
        var held = new SortedDictionary<KeySerial, SecurityKey>();
        // Handed out under a former number: the row that says so stays.
        foreach (var prefix in (await HeirsAsync(workspace, ct)).NumbersOf(person).Select(HolderPrefix))
            await foreach (var row in workspace.Records.RangeAsync(new(workspace.Tenant, Scopes.Keys), prefix, prefix + "~", ct))
                // It stays also when the key is given back.
                if (await FindAsync(workspace, new KeySerial(row.Row[prefix.Length..]), ct) is { } key && key.Holder == person)
                    held[key.Serial] = key;
        return [.. held.Values];
    }

    /// <summary>Everything of a kind.</summary>
    public static async Task<IReadOnlyList<T>> AllAsync<T>(Workspace workspace, string prefix, CancellationToken ct)
    {
        var all = new List<T>();
        await foreach (var row in workspace.Records.RangeAsync(new(workspace.Tenant, Scopes.Keys), prefix, prefix + "~", ct))
            all.Add(PartitionCommit.Parse<T>(row));
        return all;
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
        var ticket = scope.Ticket is { } id ? await FindAsync(workspace, id, ct) : null;
        return KeyLedger.Of(
            keys.Values,
            ticket is null ? [] : [ticket],
            scope.Takings ? await AllAsync<KeyTaking>(workspace, TakingPrefix(by), ct) : []
        );
    }

    private static async Task<KeyHeirs> HeirsAsync(Workspace workspace, CancellationToken ct) =>
        (await workspace.Present.OfAsync(workspace, ct)).KeyHeirs;

    private static string HolderPrefix(EmployeeId person) => $"of:{person}:";

    private static string TakingPrefix(EmployeeId by) => $"{AllTakings}{by}:";
}
