using System.Security.Cryptography;
using System.Text;
using AccessGov.App.Work;
using AccessGov.Core.Enrolment;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Enrolment.Custody;

/// <summary>
/// The rows of the register of keys, as they were written. Rows whose names hold a person or a credential only say where to look.
/// </summary>
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

    public static Task<KeyTicket?> FindAsync(Workspace workspace, TicketId ticket, CancellationToken ct) =>
        PartitionCommit.ReadAsync<KeyTicket>(workspace, Scopes.Keys, Of(ticket), ct);

    /// <summary>Everything of a kind.</summary>
    public static async Task<IReadOnlyList<T>> AllAsync<T>(Workspace workspace, string prefix, CancellationToken ct)
    {
        var all = new List<T>();
        await foreach (var row in workspace.Records.RangeAsync(new(workspace.Tenant, Scopes.Keys), prefix, prefix + "~", ct))
            all.Add(PartitionCommit.Parse<T>(row));
        return all;
    }

    public static string HolderPrefix(EmployeeId person) => $"of:{person}:";

    public static string TakingPrefix(EmployeeId by) => $"{AllTakings}{by}:";
}
