using System.Globalization;
using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Kernel;
using AccessGov.Core.Transfers;

namespace AccessGov.App.Settings;

/// <summary>Which node this installation is, and which others it exchanges packages with.</summary>
public sealed class NodeSettings
{
    /// <summary>Longest time that a package may be taken over, in days.</summary>
    public const int MostValidDays = TransferManifest.MostValidDays;

    /// <summary>Its name; null for an installation that exchanges no packages.</summary>
    public NodeName? Name { get; init; }

    /// <summary>PEM file with the ECDSA P-256 key that signs packages; made on first use. Another than the chain's and the log's.</summary>
    public required string KeyFile { get; init; }

    /// <summary>How long a package may be taken over, 1 to <see cref="MostValidDays"/> days.</summary>
    public TimeSpan ValidFor { get; init; } = TimeSpan.FromDays(14);

    /// <summary>The other nodes, by name. In force once two people agreed (docs/nodes.md).</summary>
    public IReadOnlyList<TransferPeer> Peers { get; init; } = [];

    /// <summary>Folders in which letters of witnesses lie, for the nodes that carry some.</summary>
    public IReadOnlyDictionary<NodeName, string> WitnessFolders { get; init; } = new Dictionary<NodeName, string>();
}

/// <summary>Reads <c>node:…</c> and <c>nodes:NAME:…</c>.</summary>
internal static class NodeSettingsReader
{
    private const string Prefix = "nodes:";

    public static readonly string[] Keys = ["node:name", "node:keyFile", "node:validDays"];

    /// <summary>What is one text of a node; what it takes and is given are lists.</summary>
    public static readonly string[] OfNodes =
    [
        "nodes:NODE:key",
        "nodes:NODE:names",
        "nodes:NODE:takesFrom",
        "nodes:NODE:sendsFrom",
        "nodes:NODE:witnessFolder",
    ];

    /// <summary>Keys that sign something else: whoever signs packages could sign that too.</summary>
    private static readonly (string Key, string Usual)[] OtherKeys =
    [
        ("signingKeyFile", "signing-key.pem"),
        ("log:keyFile", "log-key.pem"),
    ];

    public static NodeSettings Read(IConfiguration values, string folder, SettingsFaults faults)
    {
        NodeName? own = null;
        if (values["node:name"] is { Length: > 0 } named)
            own = Named("node:name", named, faults);
        var days = 14;
        if (
            values["node:validDays"] is { Length: > 0 } valid
            && !(int.TryParse(valid, out days) && days is >= 1 and <= NodeSettings.MostValidDays)
        )
            faults.Add(Wording.Of("Settings.node-days", valid, NodeSettings.MostValidDays));
        var (peers, folders) = (new List<TransferPeer>(), new Dictionary<NodeName, string>());
        foreach (var entry in values.GetSection("nodes").GetChildren().OrderBy(e => e.Key, StringComparer.Ordinal))
        {
            var before = faults.All.Count;
            var at = Prefix + entry.Key;
            if (faults.IsTold(at))
                continue;
            var name = Named(at, entry.Key, faults);
            if (name is not null && name == own)
                faults.Add(Wording.Of("Settings.node-itself", at));
            if (!NoteKey.TryParse(entry["key"], out var signs, out var flaw))
                faults.Add(Wording.Of("Settings.node-key", $"{at}:key", flaw));
            else if (signs.Name.Value != entry.Key || signs.Type is NoteKeyType.Cosignature)
                faults.Add(Wording.Of("Settings.node-key-of-another", $"{at}:key", signs.Name));
            var tellsNames = SettingsReader.IsSet(values, $"{at}:names", faults);
            var (takes, gives) = (KindsOf(entry, "takes", at, faults), KindsOf(entry, "gives", at, faults));
            var (takesFrom, sendsFrom) = (NumberOf(entry, "takesFrom", at, faults), NumberOf(entry, "sendsFrom", at, faults));
            if (faults.All.Count > before || signs is null || name is null)
                continue;
            peers.Add(new TransferPeer(name.Value, signs, takes, gives, tellsNames, takesFrom, sendsFrom));
            if (entry["witnessFolder"] is { Length: > 0 } letters)
                folders.Add(name.Value, Path.GetFullPath(letters, folder));
        }
        var keyFile = Path.GetFullPath(values["node:keyFile"] is { Length: > 0 } file ? file : "node-key.pem", folder);
        foreach (var (key, usual) in OtherKeys)
            if (own is not null && IsSameFile(keyFile, Path.GetFullPath(values[key] is { Length: > 0 } other ? other : usual, folder)))
                faults.Add(Wording.Of("Settings.node-key-shared", keyFile, key));
        if (peers.Count > 0 && own is null)
            faults.Add(Wording.Of("Settings.missing-key", "node:name"));
        return new NodeSettings
        {
            Name = own,
            KeyFile = keyFile,
            ValidFor = TimeSpan.FromDays(days),
            Peers = peers,
            WitnessFolders = folders,
        };
    }

    /// <summary>The same file, also by another path that leads to it.</summary>
    private static bool IsSameFile(string one, string other) => Real(one) == Real(other);

    private static string Real(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return path;
        }
    }

    private static NodeName? Named(string key, string text, SettingsFaults faults)
    {
        if (NodeName.TryParse(text, out var name))
            return name;
        faults.Add(Wording.Of("Settings.node-name", key, text, NodeName.Most));
        return null;
    }

    private static string[] KindsOf(IConfigurationSection entry, string key, string at, SettingsFaults faults)
    {
        string[] kinds = [.. entry.GetSection(key).GetChildren().Select(c => c.Value ?? "").Order(StringComparer.Ordinal).Distinct()];
        foreach (var kind in kinds.Where(k => !TransferKinds.IsOne(k)))
            faults.Add(Wording.Of("Settings.unknown-word", $"{at}:{key}", kind, string.Join(", ", TransferKinds.All)));
        return kinds;
    }

    private static long? NumberOf(IConfigurationSection entry, string key, string at, SettingsFaults faults)
    {
        if (entry[key] is not { Length: > 0 } text)
            return null;
        if (long.TryParse(text, NumberStyles.None, null, out var number) && number is >= 1 and < 1L << 40)
            return number;
        faults.Add(Wording.Of("Settings.node-number", $"{at}:{key}", text));
        return null;
    }
}
