using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using AccessGov.Core.Kernel;

namespace AccessGov.Functions.Cli.Answers;

/// <summary>Writes HTML: what stands in an interpolated text is markup, what is filled in is text, whatever it says.</summary>
internal sealed class HtmlWriter
{
    private readonly StringBuilder text = new();

    /// <summary>Writes a piece.</summary>
    /// <param name="piece">Markup, with values that are written as text.</param>
    public void Add(Piece piece) => text.Append(piece.Markup).Append('\n');

    /// <summary>Writes what holds no value at all: a style sheet.</summary>
    /// <param name="constant">Our own.</param>
    public void AddOwn(string constant) => text.Append(constant);

    /// <inheritdoc/>
    public override string ToString() => text.ToString();

    /// <summary>A piece under way.</summary>
    /// <param name="literalLength">How much of it is markup.</param>
    /// <param name="formattedCount">How many values are filled in.</param>
    [InterpolatedStringHandler]
    public readonly ref struct Piece(int literalLength, int formattedCount)
    {
        /// <summary>What has been written.</summary>
        public StringBuilder Markup { get; } = new(literalLength + 16 * formattedCount);

        /// <summary>Our own markup.</summary>
        public void AppendLiteral(string markup) => Markup.Append(markup);

        /// <summary>A value.</summary>
        public void AppendFormatted<T>(T value) => Markup.Append(WebUtility.HtmlEncode(VisibleText.Of($"{value}")));
    }
}
