using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace AccessGov.App.Yaml;

/// <summary>
/// YamlDotNet's scanner throws InvalidOperationException and the like on some broken files (its issue 541, open at 18.1.0);
/// here every failure of the parser is a <see cref="YamlException"/> with a place.
/// </summary>
internal sealed class GuardedParser : IParser
{
    private readonly Scanner scanner;
    private readonly Parser parser;

    public GuardedParser(string text)
    {
        scanner = new Scanner(new StringReader(text));
        parser = new Parser(scanner);
    }

    public ParsingEvent? Current => parser.Current;

    public bool MoveNext()
    {
        try
        {
            return parser.MoveNext();
        }
        catch (Exception e) when (e is not YamlException)
        {
            throw new YamlException(scanner.CurrentPosition, scanner.CurrentPosition, "this cannot stand here", e);
        }
    }
}
