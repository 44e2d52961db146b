using System.Text;
using AccessGov.App.Failures;
using AccessGov.App.Storage;
using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Audit.Trees;
using AccessGov.Core.Audit.Witnesses;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Audit.Log;

/// <summary>
/// What a witness is and knows, in a folder: its name and key, the logs that it watches, and of each the newest note. It is a memory: it
/// belongs into no backup and is never restored from one.
/// </summary>
public sealed class WitnessFolder
{
    private const string KeyFile = "witness.key",
        NameFile = "name",
        LogsFile = "logs",
        Latest = "latest";

    private static readonly TimeSpan LockedFor = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);
    private readonly string folder;

    private WitnessFolder(string folder, NoteName name) => (this.folder, Name) = (folder, name);

    /// <summary>The witness's name.</summary>
    public NoteName Name { get; }

    /// <summary>True when a folder holds a witness already.</summary>
    /// <param name="folder">The folder.</param>
    public static bool IsIn(string folder) => File.Exists(Path.Combine(folder, KeyFile));

    /// <summary>Makes a witness that watches nobody yet.</summary>
    /// <param name="folder">A folder that is missing or empty.</param>
    /// <param name="name">The witness's name.</param>
    /// <exception cref="OutsideFailureException">There is a witness already, or the folder cannot be written.</exception>
    public static WitnessFolder Create(string folder, NoteName name)
    {
        try
        {
            OwnerOnly.MakeFolder(folder);
            WitnessKey.Create(Path.Combine(folder, KeyFile)).Dispose();
            File.WriteAllText(Path.Combine(folder, NameFile), name + "\n");
            File.WriteAllText(Path.Combine(folder, LogsFile), "");
            return new WitnessFolder(folder, name);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileFailures.Classified(e, Wording.Of("Outside.witness-folder", folder));
        }
    }

    /// <summary>Opens a witness.</summary>
    /// <param name="folder">Its folder.</param>
    /// <exception cref="OutsideFailureException">It holds none.</exception>
    public static WitnessFolder Open(string folder)
    {
        try
        {
            return NoteName.TryParse(File.ReadAllText(Path.Combine(folder, NameFile)).TrimEnd('\n'), out var name)
                ? new WitnessFolder(folder, name)
                : throw new OutsideFailureException(
                    new OutsideFailure.Permanent("witness-unusable"),
                    Wording.Of("Outside.witness-unusable", folder, NameFile)
                );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileFailures.Classified(e, Wording.Of("Outside.witness-folder", folder));
        }
    }

    /// <summary>Watches a log from now on. The key's id must have come on paper.</summary>
    /// <param name="key">The log's key.</param>
    public void Watch(NoteKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (!Keys().Contains(key))
            File.AppendAllText(Path.Combine(folder, LogsFile), $"log {key}\n");
    }

    /// <summary>The witness's key.</summary>
    /// <exception cref="OutsideFailureException">It is missing, exposed or none.</exception>
    public WitnessKey OpenKey() => WitnessKey.Open(Path.Combine(folder, KeyFile));

    /// <summary>Keeps everybody else out until it is disposed: check and store are one step.</summary>
    /// <param name="ct">Cancels the operation.</param>
    internal async Task<IDisposable> LockAsync(CancellationToken ct)
    {
        var until = Environment.TickCount64 + (long)LockedFor.TotalMilliseconds;
        while (true)
            try
            {
                return new FileStream(
                    Path.Combine(folder, "lock"),
                    OwnerOnly.Options(FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None)
                );
            }
            catch (IOException) when (Environment.TickCount64 < until)
            {
                await Task.Delay(Step, ct);
            }
    }

    /// <summary>What is known of a log; null when it is not watched.</summary>
    /// <exception cref="DamagedException">What was kept cannot be read: nothing is answered.</exception>
    internal (WatchedLog Log, SignedNote? Note)? Find(NoteName origin)
    {
        var keys = Keys().Where(k => k.Name == origin).ToArray();
        if (keys.Length == 0)
            return null;
        var file = Path.Combine(Of(origin), Latest);
        if (!File.Exists(file))
            return (new WatchedLog(keys, null), null);
        return LogCheckpoint.TryParse(File.ReadAllBytes(file), out var note, out var checkpoint, out _) && checkpoint.Origin == origin
            ? (new WatchedLog(keys, checkpoint.Tree), note)
            : throw new DamagedException(Wording.Of("Damaged.witness-note", file, origin));
    }

    /// <summary>The newest note of a log by the digest of its name; null when there is none.</summary>
    /// <param name="digest">64 lower-case hexadecimal digits.</param>
    public SignedNote? LatestOf(string digest) =>
        Keys().Select(k => k.Name).FirstOrDefault(n => DigestOf(n) == digest) is { Value: not null } origin ? Find(origin)?.Note : null;

    /// <summary>Keeps a note, on the disk before anything is answered: as the newest, and under its size for ever.</summary>
    internal void Keep(NoteName origin, long size, string note, DateTimeOffset at)
    {
        OwnerOnly.MakeFolder(Of(origin));
        Write(Path.Combine(Of(origin), $"accepted-{size:D16}-{at.ToUnixTimeMilliseconds()}"), note);
        Write(Path.Combine(Of(origin), Latest), note);
    }

    /// <summary>Keeps what was refused: it is evidence.</summary>
    internal void KeepRefused(NoteName origin, ReadOnlySpan<byte> request, DateTimeOffset at)
    {
        OwnerOnly.MakeFolder(Of(origin));
        File.WriteAllBytes(Path.Combine(Of(origin), $"refused-{at.ToUnixTimeMilliseconds()}"), request.ToArray());
    }

    private static void Write(string path, string text)
    {
        using (var file = new FileStream(path + ".part", OwnerOnly.Options(FileMode.Create, FileAccess.Write, FileShare.None)))
        {
            file.Write(Encoding.UTF8.GetBytes(text));
            file.Flush(flushToDisk: true);
        }
        File.Move(path + ".part", path, overwrite: true);
    }

    private string Of(NoteName origin) => Path.Combine(folder, DigestOf(origin));

    private static string DigestOf(NoteName origin) => Digest.Of(Encoding.UTF8.GetBytes(origin.Value)).ToString();

    private List<NoteKey> Keys()
    {
        var keys = new List<NoteKey>();
        foreach (var line in File.ReadLines(Path.Combine(folder, LogsFile)).Where(l => l.Length > 0 && l[0] != '#'))
            keys.Add(
                line.Split(' ') is ["log", var text, ..] && NoteKey.TryParse(text, out var key, out _)
                    ? key
                    : throw new DamagedException(Wording.Of("Damaged.witness-line", Path.Combine(folder, LogsFile), line))
            );
        return keys;
    }
}
