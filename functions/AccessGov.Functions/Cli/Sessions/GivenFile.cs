using AccessGov.App.Failures;
using AccessGov.App.Personnel.Reading.Tables;
using AccessGov.App.Storage;
using AccessGov.App.Texts;
using AccessGov.Core.Kernel;

namespace AccessGov.Functions.Cli.Sessions;

/// <summary>A file that somebody names on the command line: looked at before it is read, so that a wrong one costs nothing.</summary>
internal static class GivenFile
{
    /// <summary>Largest list of moves, keys, trainings or contracts, in bytes: a million lines with room to spare.</summary>
    public const long MostOfAList = 64L << 20;

    // As everywhere on a command line: standard input.
    private const string Piped = "-";

    // So much of a table tells whether it is one.
    private const int Beginning = 64 * 1024;

    /// <summary>Reads the file, or complains: it is missing, no file, not to be read, too large, or not what the profile says.</summary>
    /// <param name="session">Whom to tell.</param>
    /// <param name="file">The file.</param>
    /// <param name="most">Most bytes.</param>
    /// <param name="form">How its table is written; null for a file that is none.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>The content, or the exit code.</returns>
    public static Task<(byte[]? Content, int ExitCode)> ReadAsync(
        Session session,
        FileInfo file,
        long most,
        TableForm? form,
        CancellationToken ct
    ) => ReadAsync(session.UiTexts, session.Complain, file, most, form, ct);

    /// <summary>The same for a command that opens no store.</summary>
    /// <param name="texts">In which language.</param>
    /// <param name="complain">Tells it, and gives back the exit code.</param>
    /// <param name="file">The file.</param>
    /// <param name="most">Most bytes.</param>
    /// <param name="form">How its table is written; null for a file that is none.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>The content, or the exit code.</returns>
    public static async Task<(byte[]? Content, int ExitCode)> ReadAsync(
        UiTexts texts,
        Func<string, int, int> complain,
        FileInfo file,
        long most,
        TableForm? form,
        CancellationToken ct
    )
    {
        using var content = new MemoryStream();
        var exitCode = await CopyAsync(texts, complain, file, most, form, content, ct);
        return (exitCode == ExitCodes.Done ? content.ToArray() : null, exitCode);
    }

    /// <summary>
    /// The same of a file that is too large to be held: as it was now, whatever becomes of it, in a copy that is gone when it is closed.
    /// </summary>
    /// <param name="session">Whom to tell.</param>
    /// <param name="file">The file.</param>
    /// <param name="most">Most bytes.</param>
    /// <param name="form">How its table is written.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>The content, or the exit code.</returns>
    public static async Task<(Stream? Content, int ExitCode)> OpenAsync(
        Session session,
        FileInfo file,
        long most,
        TableForm form,
        CancellationToken ct
    )
    {
        var (content, isWhole) = (TemporaryFile.Create(), false);
        try
        {
            var exitCode = await CopyAsync(session.UiTexts, session.Complain, file, most, form, content, ct);
            isWhole = exitCode == ExitCodes.Done;
            return (isWhole ? content : null, exitCode);
        }
        finally
        {
            if (!isWhole)
                await content.DisposeAsync();
        }
    }

    /// <summary>Complains of a name that bears no file, before anything is read.</summary>
    /// <param name="texts">In which language.</param>
    /// <param name="complain">Tells it, and gives back the exit code.</param>
    /// <param name="name">The file as the command line names it.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static int Look(UiTexts texts, Func<string, int, int> complain, string name) =>
        Directory.Exists(name) ? complain(texts.Of("Cli.FileIsFolder", Path.GetFullPath(name)), ExitCodes.Refused)
        : !File.Exists(name) ? Missing(texts, complain, Path.GetFullPath(name))
        : ExitCodes.Done;

    /// <summary>What lies in a folder that one may not enter is not missing.</summary>
    private static int Missing(UiTexts texts, Func<string, int, int> complain, string path)
    {
        try
        {
            File.GetAttributes(path);
        }
        catch (UnauthorizedAccessException e)
        {
            return complain(texts.Of(FileFailures.Classified(e, Wording.Of("Outside.at", path)).What), ExitCodes.Refused);
        }
        catch (IOException) { }
        return complain(texts.Of("Cli.FileMissing", path), ExitCodes.NotFound);
    }

    /// <summary>Several files at once, by their names; or a complaint of the first that cannot be read.</summary>
    /// <param name="session">Whom to tell.</param>
    /// <param name="names">The files as the command line names them; null for one that was not named.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>Their contents, or the exit code.</returns>
    public static async Task<(IReadOnlyDictionary<string, byte[]>? Contents, int ExitCode)> ReadAsync(
        Session session,
        IReadOnlyList<string?> names,
        CancellationToken ct
    )
    {
        if (Look(session, names) is var exitCode and not ExitCodes.Done)
            return (null, exitCode);
        var contents = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var name in names.OfType<string>().Distinct(StringComparer.Ordinal))
        {
            var (content, refused) = await ReadAsync(session, new FileInfo(name), MostOfAList, null, ct);
            if (content is null)
                return (null, refused);
            contents.Add(name, content);
        }
        return (contents, ExitCodes.Done);
    }

    /// <summary>What a file is called to people: whole, so that it is found again.</summary>
    /// <param name="texts">In which language.</param>
    /// <param name="file">As the command line names it.</param>
    public static string Called(UiTexts texts, FileInfo file) => file.ToString() == Piped ? texts["Cli.StandardInput"] : file.FullName;

    /// <summary>The same, as it was named.</summary>
    /// <param name="texts">In which language.</param>
    /// <param name="name">As the command line names it.</param>
    public static string Called(UiTexts texts, string name) => name == Piped ? texts["Cli.StandardInput"] : name;

    /// <summary>The same of several: the first that is none.</summary>
    /// <param name="session">Whom to tell.</param>
    /// <param name="names">The files as the command line names them; null for one that was not named.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static int Look(Session session, IEnumerable<string?> names)
    {
        if (names.Count(n => n == Piped) > 1)
            return session.Complain(session.UiTexts["Cli.InputTwice"], ExitCodes.Usage);
        foreach (var name in names.OfType<string>().Where(n => n != Piped))
            if (Look(session.UiTexts, session.Complain, name) is var exitCode and not ExitCodes.Done)
                return exitCode;
        return ExitCodes.Done;
    }

    private static async Task<int> CopyAsync(
        UiTexts texts,
        Func<string, int, int> complain,
        FileInfo file,
        long most,
        TableForm? form,
        Stream content,
        CancellationToken ct
    )
    {
        var isPiped = file.ToString() == Piped;
        int Refused(string key, params object[] words) =>
            complain(texts.Of(key, [Called(texts, file), .. words]), ExitCodes.Refused);

        if (isPiped && StandardInput.IsClosed)
            return complain(texts["Cli.InputClosed"], ExitCodes.NotFound);
        if (isPiped && StandardInput.IsFolder)
            return complain(texts["Cli.InputIsFolder"], ExitCodes.Refused);
        if (!isPiped && Look(texts, complain, file.FullName) is var exitCode and not ExitCodes.Done)
            return exitCode;
        if (!isPiped && file.Length > most)
            return Refused("Cli.FileTooLarge", most);
        try
        {
            await using var stream = isPiped
                ? Console.OpenStandardInput()
                : new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.Read, 1, useAsync: true);
            var buffer = new byte[Beginning];
            var length = 0L;
            // What is no plain file has no length: the bound holds while reading.
            for (int read; (read = await NextAsync()) > 0;)
            {
                length += read;
                if (length > most)
                    return Refused("Cli.FileTooLarge", most);
                if (length == read && read == Beginning && form is not null && TableShape.Refusal(buffer, form) is { } why)
                    return Refused("Cli.FileNotTable", why);
                await content.WriteAsync(buffer.AsMemory(0, read), ct);
            }
            return ExitCodes.Done;

            // A pipe on which nothing comes is not left by a token: who waits for it leaves instead.
            Task<int> NextAsync() => stream.ReadAtLeastAsync(buffer, Beginning, throwOnEndOfStream: false, ct).AsTask().WaitAsync(ct);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            var failure = FileFailures.Classified(e, Wording.Of("Outside.at", Called(texts, file)));
            return complain(texts.Of(failure.What), failure.Kind is OutsideFailure.Transient ? ExitCodes.TryAgain : ExitCodes.Refused);
        }
    }
}
