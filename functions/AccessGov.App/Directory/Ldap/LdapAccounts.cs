using System.Globalization;
using AccessGov.App.Directory.Ldap.Wire;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Directory.Ldap;

/// <summary>
/// Active Directory's <c>user</c> as a <see cref="DirectoryAccount"/>, and which attribute is which (MS-ADA1, MS-ADA2, MS-ADA3).
/// </summary>
internal static class LdapAccounts
{
    public const string Number = "employeeID",
        Name = "userPrincipalName",
        Control = "userAccountControl",
        Groups = "memberOf";

    /// <summary>Bits of <see cref="Control"/>: shut, needs no password, of a person, lets in with a card only (MS-ADTS 2.2.16).</summary>
    public const long Shut = 0x2,
        NoPassword = 0x20,
        Person = 0x200,
        CardRequired = 0x40000;

    /// <summary>Exactly what a <see cref="DirectoryAccount"/> holds.</summary>
    public static IReadOnlyList<string> Attributes { get; } =
    ["objectGUID", Number, Name, "sAMAccountName", Control, .. AccountAttributes.Names.Select(AttributeOf)];

    /// <summary>The attribute in which something of an account stands. Active Directory has no twin of <c>employeeOrgData</c>.</summary>
    public static string AttributeOf(AttributeName name) =>
        name switch
        {
            AttributeName.EmployeeId => Number,
            AttributeName.DisplayName => "displayName",
            AttributeName.Department => "department",
            AttributeName.JobTitle => "title",
            AttributeName.EmployeeType => "employeeType",
            AttributeName.Division => "division",
            AttributeName.CostCenter => "departmentNumber",
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No attribute of an account."),
        };

    /// <summary>Reads an account.</summary>
    /// <exception cref="FormatException">No id or no enabled state: may they not be read?</exception>
    public static DirectoryAccount Read(LdapEntry entry, TextPool pool)
    {
        var text = entry.Text(Number);
        var isNumber = EmployeeId.TryParse(text, out var number);
        return new DirectoryAccount(
            entry.ObjectGuid,
            isNumber ? number : null,
            // An account may have no name of that form; it signs in by the old one.
            entry.Text(Name)
                ?? entry.Text("sAMAccountName")
                ?? "",
            (ControlOf(entry) & Shut) == 0,
            new AccountAttributes(
                Of(AttributeName.DisplayName),
                Of(AttributeName.Department),
                Of(AttributeName.JobTitle),
                Of(AttributeName.EmployeeType),
                Of(AttributeName.Division),
                Of(AttributeName.CostCenter)
            ),
            SyncedFromOnPremises: false
        )
        {
            OtherNumber = isNumber || string.IsNullOrEmpty(text) ? null : text,
        };

        string Of(AttributeName name)
        {
            // 所属コード stands where several values may: what is not one value differs from every one.
            var values = entry.Texts(AttributeOf(name)).ToArray();
            return values.Length switch
            {
                0 => "",
                1 => name == AttributeName.DisplayName ? values[0] : pool.Of(values[0]),
                _ => string.Join("; ", values.Order(StringComparer.Ordinal)),
            };
        }
    }

    /// <summary>An instant as the directory writes it (generalized time).</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static DateTimeOffset InstantOf(string? text) =>
        DateTimeOffset.TryParseExact(
            text,
            "yyyyMMddHHmmss.0'Z'",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var at
        )
            ? at
            : throw new FormatException("No instant.");

    /// <summary>The bits of an account.</summary>
    /// <exception cref="FormatException">They are not there.</exception>
    public static long ControlOf(LdapEntry entry) =>
        entry.Number(Control) ?? throw new FormatException("An account without userAccountControl.");
}
