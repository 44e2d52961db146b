namespace AccessGov.Sandbox.City;

/// <summary>One org unit of the pretend city.</summary>
/// <param name="Code">所属コード, six digits, as every personnel source writes it.</param>
/// <param name="Name">所属名.</param>
/// <param name="Organ">機関 as Article 4 of the policy names it.</param>
/// <param name="Source">The source whose file speaks of the unit: mayor, education, fire or water.</param>
/// <param name="Parent">Code of the unit above; null at the top.</param>
/// <param name="Uses">The systems that its people work with, besides mail, documents and attendance.</param>
/// <param name="Regulars">Share of the city's 正規 and 再任用 who serve here, in parts of the sum.</param>
/// <param name="Others">Share of the 会計年度任用, 非常勤, 臨時 and 委託, in parts of the sum.</param>
public sealed record OrgUnit(
    string Code,
    string Name,
    string Organ,
    string Source,
    string? Parent,
    BusinessSystems Uses,
    int Regulars,
    int Others
)
{
    /// <summary>True for マイナンバー利用事務系: who serves here needs a security key.</summary>
    public bool IsMyNumber => (Uses & BusinessSystems.MyNumber) != 0;

    /// <summary>True for 課付 units that hold people who work elsewhere (出向, 派遣).</summary>
    public bool IsOutside => Name.EndsWith('付');

    /// <summary>True for a 部 or 局: only its head serves there.</summary>
    public bool IsDepartment => Code.EndsWith("0000", StringComparison.Ordinal) && Others == 0;
}
