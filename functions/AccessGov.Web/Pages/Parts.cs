namespace AccessGov.Web.Pages;

/// <summary>A long table in parts, so that a page stays small however many people there are.</summary>
/// <param name="Count">How many parts.</param>
/// <param name="Number">Which of them this is, from 1.</param>
/// <param name="Skip">Rows before this part.</param>
/// <param name="Query">What else the address says; empty for nothing.</param>
/// <param name="Name">Name of the text that says parts of what these are.</param>
public sealed record Parts(int Count, int Number, int Skip, string Query, string Name = "Portal.PartsOfList")
{
    /// <summary>Everything on one page.</summary>
    public static Parts One { get; } = new(1, 1, 0, "");

    /// <summary>A part that there is, whatever was asked for.</summary>
    /// <param name="rows">Rows in all.</param>
    /// <param name="size">Rows on a page.</param>
    /// <param name="asked">The part that was asked for.</param>
    /// <param name="query">What else the address says.</param>
    public static Parts Of(int rows, int size, int asked, string query = "")
    {
        var count = Math.Max(1, (rows + size - 1) / size);
        var number = Math.Clamp(asked, 1, count);
        return new Parts(count, number, (number - 1) * size, query);
    }

    /// <summary>The address of a part.</summary>
    /// <param name="number">Which.</param>
    public string AddressOf(int number) => Query.Length == 0 ? $"?part={number}" : $"?{Query}&part={number}";
}
