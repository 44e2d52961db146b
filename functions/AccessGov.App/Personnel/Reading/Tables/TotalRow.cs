using System.Globalization;
using System.Text.RegularExpressions;
using AccessGov.App.Personnel.Reading.Text;

namespace AccessGov.App.Personnel.Reading.Tables;

/// <summary>The last row of a printed list: 合計,N件.</summary>
internal static partial class TotalRow
{
    /// <summary>How it is written.</summary>
    public const string Example = "合計,N件";

    /// <summary>False when a row whose first folded character is this one is no total row.</summary>
    public static bool MayBegin(char first) => first is '合' or '総' or '計';

    /// <summary>True when a row is a total row; the count is null when it cannot be read.</summary>
    public static bool Is(string[] cells, out int? count)
    {
        count = null;
        var match = Form().Match(string.Concat(cells.Select(Folding.Key)));
        if (!match.Success)
            return false;
        if (
            int.TryParse(
                match.Groups["n"].Value.Replace(",", "", StringComparison.Ordinal),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var n
            )
        )
            count = n;
        return true;
    }

    [GeneratedRegex("^(合計|総計|計)(件数|人数|行数)?[:：]?(?<n>[0-9,]*)(件|名|人|行)?$")]
    private static partial Regex Form();
}
