using System.Text;
using AccessGov.App.Failures;
using AccessGov.App.Storage;
using AccessGov.App.Work;
using AccessGov.Core.Audit.Entries;
using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Audit.Trees;

namespace AccessGov.App.Audit.Log;

/// <summary>Rows of the log. They stand in the chain's partition, so that what belongs together is committed together.</summary>
internal static class LogRows
{
    public const string Head = "head";
    public const string Genesis = "genesis";
    public const string LinePrefix = "line|";
    public const string TilePrefix = "tile|";
    public const string NotePrefix = "note|";

    /// <summary>
    /// How many facts are sealed, and how far the log has grown. While it has not begun, the chain of old goes on with its newest hash; it
    /// is closing from its last line until the log begins.
    /// </summary>
    public sealed record HeadRow(long Size, string? Hash = null, GrownLog? Log = null, bool Closing = false)
    {
        /// <summary>The chain of old goes on.</summary>
        [System.Text.Json.Serialization.JsonIgnore]
        public bool IsChain => Log is null && Size > 0;
    }

    /// <summary>Text of the first leaf.</summary>
    public sealed record FirstLeaf(string Text);

    /// <summary>Hashes of up to 256 leaves, one after the other.</summary>
    public sealed record Tile(byte[] Hashes);

    public static PartitionKey Partition(Workspace workspace) => new(workspace.Tenant, Scopes.Chain);

    public static string Line(long sequence) => $"{LinePrefix}{sequence:D12}";

    public static string TileOf(long number) => $"{TilePrefix}{number:D10}";

    /// <summary>Notes of one log, in the order of their sizes; a log that was begun anew has others.</summary>
    public static string NotesOf(NoteName origin) => $"{NotePrefix}{Short(origin.Value)}|";

    /// <summary>Size of the newest note of one log.</summary>
    public static string Newest(NoteName origin) => $"newest|{Short(origin.Value)}";

    public static string Note(NoteName origin, long size) => $"{NotesOf(origin)}{size:D16}";

    /// <summary>What is remembered of one witness of one log.</summary>
    public static string Witness(NoteName origin, NoteKey witness) => $"witness|{Short(origin.Value)}|{Short(witness.ToString())}";

    /// <summary>What the log is called when the settings name it otherwise not. It never changes once the log has begun.</summary>
    public static NoteName UsualOrigin(Workspace workspace) => NoteName.Parse($"audit.{workspace.Tenant}.lg.jp/accessgov/1");

    private static string Short(string text) => Digest.Of(Encoding.UTF8.GetBytes(text)).ToString()[..16];

    /// <summary>The first leaf; null before the log has begun.</summary>
    /// <exception cref="DamagedException">The row was altered.</exception>
    public static async Task<LogGenesis?> GenesisAsync(Workspace workspace, CancellationToken ct)
    {
        if (await PartitionCommit.ReadAsync<FirstLeaf>(workspace, Scopes.Chain, Genesis, ct) is not { } first)
            return null;
        return LogGenesis.TryParse(Encoding.UTF8.GetBytes(first.Text), out var genesis) && genesis.Tenant == workspace.Tenant
            ? genesis
            : throw PartitionCommit.Altered(Genesis);
    }
}
