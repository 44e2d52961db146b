using System.Text;

namespace AccessGov.Core.Reviews;

/// <summary>One right of a sheet of paper as somebody typed it.</summary>
/// <param name="Item">Whose right, and which.</param>
/// <param name="Choice">The box with a mark; null where none has one: that right is not answered.</param>
/// <param name="Reason">What stands on the line beside it; empty for nothing.</param>
public sealed record PaperLine(ReviewItemId Item, ReviewChoice? Choice, string Reason)
{
    /// <summary>
    /// True when two people read the same. How a handwritten sentence is typed differs without meaning: widths, spaces and the marks
    /// between words are not compared.
    /// </summary>
    /// <param name="other">What somebody else typed.</param>
    public bool SaysAs(PaperLine other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return (Item, Choice) == (other.Item, other.Choice) && Folded(Reason) == Folded(other.Reason);
    }

    private static string Folded(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            // Full-width forms of ASCII stand in its order.
            var half = c is >= '！' and <= '～' ? (char)(c - '！' + '!') : c;
            if (!char.IsWhiteSpace(half) && half is not ('。' or '、' or '.' or ','))
                folded.Append(half);
        }
        return folded.ToString();
    }
}
