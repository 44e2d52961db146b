using System.Text;
using AccessGov.App.Failures;
using AccessGov.App.Storage;
using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Audit.Log;

/// <summary>Remembers in a file, best on another disk than the store. Its three lines are those of a checkpoint.</summary>
/// <param name="path">The file; made at the first time.</param>
public sealed class FileMemory(string path) : OutsideMemory
{
    private const int MostBytes = 4096;
    private static readonly TimeSpan LockedFor = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    /// <inheritdoc/>
    public override Task<Remembered> ReadAsync(CancellationToken ct)
    {
        try
        {
            return Task.FromResult(Read());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileFailures.Classified(e, Wording.Of("Outside.log-memory", path));
        }
    }

    /// <inheritdoc/>
    public override async Task<bool> ReplaceAsync(Remembered before, LogCheckpoint next, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(next);
        try
        {
            OwnerOnly.MakeFolder(Path.GetDirectoryName(path)!);
            await using var gate = await LockAsync(ct);
            if (Read().Version != before.Version)
                return false;
            var part = path + ".part";
            await using (var file = new FileStream(part, OwnerOnly.Options(FileMode.Create, FileAccess.Write, FileShare.None)))
            {
                await file.WriteAsync(Encoding.UTF8.GetBytes(next.Text), ct);
                file.Flush(flushToDisk: true);
            }
            File.Move(part, path, overwrite: true);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileFailures.Classified(e, Wording.Of("Outside.log-memory", path));
        }
    }

    private Remembered Read()
    {
        if (!File.Exists(path))
            return new Remembered(null, null);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[MostBytes];
        var text = Encoding.UTF8.GetString(bytes, 0, file.ReadAtLeast(bytes, MostBytes, throwOnEndOfStream: false));
        return LogCheckpoint.TryParse(text, out var checkpoint, out var flaw)
            ? new Remembered(checkpoint, text)
            : throw new OutsideFailureException(
                new OutsideFailure.Permanent("log-memory-unreadable"),
                Wording.Of("Outside.thing-why", Wording.Of("Outside.log-memory", path), Wording.Of("Outside.memory-unreadable", flaw))
            );
    }

    /// <summary>A lock that ends with the process that holds it.</summary>
    private async Task<FileStream> LockAsync(CancellationToken ct)
    {
        var until = Environment.TickCount64 + (long)LockedFor.TotalMilliseconds;
        while (true)
            try
            {
                return new FileStream(path + ".lock", OwnerOnly.Options(FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException) when (Environment.TickCount64 < until)
            {
                await Task.Delay(Step, ct);
            }
    }
}
