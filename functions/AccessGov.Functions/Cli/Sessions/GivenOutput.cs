using System.Text;
using AccessGov.App.Storage;
using AccessGov.App.Texts;

namespace AccessGov.Functions.Cli.Sessions;

/// <summary>
/// A file that somebody names to be written. As every export of the command line: its owner's alone, and nothing is written over.
/// </summary>
/// <param name="name">What the command line says; <c>-</c> is standard output.</param>
internal sealed class GivenOutput(string name)
{
    private const string StandardOutput = "-";

    /// <summary>True where the answer itself is the file.</summary>
    public bool IsPiped => name == StandardOutput;

    /// <summary>Where it lies.</summary>
    public string Path => IsPiped ? name : System.IO.Path.GetFullPath(name);

    /// <summary>Null, or why it cannot be written: asked before the work is done.</summary>
    /// <param name="texts">In which language.</param>
    /// <param name="replaces">True for what may take the place of an older one: a note of the record, which only grows.</param>
    public string? Objection(UiTexts texts, bool replaces = false) =>
        IsPiped ? null
        : Directory.Exists(Path) ? texts.Of("Cli.FileIsFolder", Path)
        : File.Exists(Path) && !replaces ? texts.Of("Adopt.FileExists", Path)
        : FolderObjection(texts, System.IO.Path.GetDirectoryName(Path)!);

    /// <summary>Null, or why nothing can be written into a folder that must be there.</summary>
    /// <param name="texts">In which language.</param>
    /// <param name="folder">Its full path.</param>
    public static string? FolderObjection(UiTexts texts, string folder) =>
        File.Exists(folder) ? texts.Of("Cli.PathIsFile", folder)
        : !Directory.Exists(folder) ? texts.Of("Cli.FolderMissing", folder)
        : null;

    /// <summary>Writes it, or complains.</summary>
    /// <param name="session">Whom to tell.</param>
    /// <param name="text">Its content, in which everything can be seen.</param>
    /// <param name="hasMark">True for a mark at the beginning that says it is UTF-8: spreadsheets ask for it.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public async Task<int> WriteAsync(Session session, string text, bool hasMark, CancellationToken ct)
    {
        if (IsPiped)
        {
            try
            {
                // The same bytes as in a file; the visible writer would show the mark.
                await session.Host.Terminal.WriteAsync(hasMark ? "\uFEFF" + text : text);
                await session.Host.Terminal.FlushAsync(ct);
                return ExitCodes.Done;
            }
            // A stream that was closed before we began is a file that may not be written, to the system.
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // As of every answer: no file that somebody named failed.
                throw new AnswerLostException(e);
            }
        }
        var isMade = false;
        try
        {
            await using (var stream = new FileStream(Path, OwnerOnly.Options(FileMode.CreateNew, FileAccess.Write, FileShare.None)))
            {
                isMade = true;
                await using var writer = new StreamWriter(stream, new UTF8Encoding(hasMark));
                await writer.WriteAsync(text.AsMemory(), ct);
            }
            return ExitCodes.Done;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            // Half of a plan looks like a plan.
            if (isMade)
                File.Delete(Path);
            if (e is OperationCanceledException)
                throw;
            return session.Complain(session.UiTexts.Of("Cli.FileUnwritable", Path), ExitCodes.Refused);
        }
    }
}
