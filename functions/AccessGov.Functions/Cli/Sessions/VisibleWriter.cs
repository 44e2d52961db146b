using System.Text;
using AccessGov.Core.Kernel;

namespace AccessGov.Functions.Cli.Sessions;

/// <summary>
/// The one way out of the command line: what a terminal would obey or not show is written as its code. Everything that is written at once
/// should be handed over at once, so that no character is torn.
/// </summary>
/// <param name="inner">The stream.</param>
/// <param name="isAnswer">
/// True where what cannot be written must be told: <see cref="AnswerLostException"/>. Of complaints nobody can be told.
/// </param>
/// <param name="columns">
/// Most columns of a line that is written as one, where it is known; what is longer goes on below. Null for a stream that leaves lines be.
/// </param>
internal sealed class VisibleWriter(TextWriter inner, bool isAnswer, Func<int?>? columns = null) : TextWriter
{
    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Write(value.ToString());

    public override void Write(string? value) => Try(() => inner.Write(value is null ? null : VisibleText.Of(value, keepLines: true)));

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Write(new string(buffer));

    public override void WriteLine(string? value)
    {
        Write(columns?.Invoke() is { } most && value is not null ? Wrapped(value, most) : value);
        Try(() => inner.Write(CoreNewLine));
    }

    public override Task WriteAsync(string? value)
    {
        Write(value);
        return Task.CompletedTask;
    }

    public override Task WriteLineAsync(string? value)
    {
        WriteLine(value);
        return Task.CompletedTask;
    }

    public override void Flush() => Try(inner.Flush);

    public override Task FlushAsync()
    {
        Flush();
        return Task.CompletedTask;
    }

    private static string Wrapped(string text, int columns) =>
        string.Join('\n', VisibleText.Of(text, keepLines: true).Split('\n').SelectMany(line => TextWidth.Hanging(line, columns)));

    private void Try(Action write)
    {
        try
        {
            write();
        }
        // Whoever was started with the stream closed may not write to what has its place.
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (isAnswer)
                throw new AnswerLostException(e);
        }
    }
}
