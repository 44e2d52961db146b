using AccessGov.App.Personnel.Reading.Tables;
using AccessGov.App.Texts;

namespace AccessGov.Functions.Cli.Sessions;

/// <summary>A file that somebody names on the command line: looked at before it is read, so that a wrong one costs nothing.</summary>
internal static class GivenFile
{
    /// <summary>Largest list of moves, keys, trainings or contracts, in bytes: a million lines with room to spare.</summary>
    public const long MostOfAList = 64L << 20;

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
        (byte[]?, int) Refused(string key, params object[] words) =>
            (null, complain(texts.Of(key, [file.FullName, .. words]), ExitCodes.Refused));

        if (Directory.Exists(file.FullName))
            return Refused("Cli.FileIsFolder");
        if (!file.Exists)
            return (null, complain(texts.Of("Cli.FileMissing", file.FullName), ExitCodes.NotFound));
        if (file.Length > most)
            return Refused("Cli.FileTooLarge", most);
        try
        {
            await using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.Read, 1, useAsync: true);
            using var content = new MemoryStream();
            var buffer = new byte[Beginning];
            var isLooked = form is null;
            // What is no plain file has no length: the bound holds while reading.
            for (int read; (read = await stream.ReadAsync(buffer, ct)) > 0; )
            {
                if (content.Length + read > most)
                    return Refused("Cli.FileTooLarge", most);
                content.Write(buffer, 0, read);
                if (isLooked || content.Length < Beginning)
                    continue;
                isLooked = true;
                if (TableShape.Refusal(content.GetBuffer().AsSpan(0, Beginning), form!) is { } why)
                    return Refused("Cli.FileNotTable", why);
            }
            return (content.ToArray(), ExitCodes.Done);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            return Refused("Cli.FileUnreadable", e.Message);
        }
    }
}
