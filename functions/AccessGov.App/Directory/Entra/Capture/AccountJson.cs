using System.Text.Json;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Directory.Entra.Capture;

/// <summary>Graph's <c>user</c> as a <see cref="DirectoryAccount"/>, read without an object in between.</summary>
internal static class AccountJson
{
    /// <summary>Exactly what a <see cref="DirectoryAccount"/> holds; employee* come on $select only.</summary>
    public const string Select =
        "id,accountEnabled,department,displayName,employeeId,employeeOrgData,employeeType,jobTitle,onPremisesSyncEnabled,"
        + "userPrincipalName,userType";

    /// <summary>Reads the object that the reader stands on. A property that is not there counts as not set.</summary>
    /// <exception cref="JsonException">No object id, or no enabled state: Graph always gives both.</exception>
    public static DirectoryAccount Read(ref Utf8JsonReader json, TextPool pool)
    {
        Guid? id = null;
        EmployeeId? employeeId = null;
        string? otherNumber = null;
        var guest = false;
        bool? enabled = null;
        var synced = false;
        string upn = "",
            name = "",
            department = "",
            jobTitle = "",
            type = "",
            division = "",
            costCenter = "";
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("id"u8))
                id = Advance(ref json).GetGuid();
            else if (json.ValueTextEquals("accountEnabled"u8))
                enabled = Flag(ref json);
            else if (json.ValueTextEquals("department"u8))
                department = Pooled(ref json, pool);
            else if (json.ValueTextEquals("displayName"u8))
                name = Advance(ref json).GetString() ?? "";
            else if (json.ValueTextEquals("employeeId"u8))
                (employeeId, otherNumber) = Number(Advance(ref json).GetString());
            else if (json.ValueTextEquals("employeeOrgData"u8))
                (division, costCenter) = OrgData(ref json, pool);
            else if (json.ValueTextEquals("employeeType"u8))
                type = Pooled(ref json, pool);
            else if (json.ValueTextEquals("jobTitle"u8))
                jobTitle = Pooled(ref json, pool);
            else if (json.ValueTextEquals("onPremisesSyncEnabled"u8))
                synced = Flag(ref json) ?? false;
            else if (json.ValueTextEquals("userPrincipalName"u8))
                upn = Advance(ref json).GetString() ?? "";
            else if (json.ValueTextEquals("userType"u8))
                guest = Advance(ref json).ValueTextEquals("Guest"u8);
            else
                json.Skip();
        }

        return new DirectoryAccount(
            id ?? throw new JsonException("A user without id."),
            employeeId,
            upn,
            enabled ?? throw new JsonException("A user without accountEnabled."),
            new AccountAttributes(name, department, jobTitle, type, division, costCenter),
            synced
        )
        {
            IsGuest = guest,
            OtherNumber = otherNumber,
        };
    }

    /// <summary>A number, or what stands in its place.</summary>
    public static (EmployeeId? Number, string? Other) Number(string? text) =>
        EmployeeId.TryParse(text, out var known) ? (known, null)
        : string.IsNullOrEmpty(text) ? (null, null)
        : (null, text);

    private static (string Division, string CostCenter) OrgData(ref Utf8JsonReader json, TextPool pool)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Null)
            return ("", "");
        string division = "",
            costCenter = "";
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("division"u8))
                division = Pooled(ref json, pool);
            else if (json.ValueTextEquals("costCenter"u8))
                costCenter = Pooled(ref json, pool);
            else
                json.Skip();
        }

        return (division, costCenter);
    }

    private static ref Utf8JsonReader Advance(ref Utf8JsonReader json)
    {
        json.Read();
        return ref json;
    }

    private static string Pooled(ref Utf8JsonReader json, TextPool pool) => pool.Read(ref Advance(ref json));

    private static bool? Flag(ref Utf8JsonReader json) => Advance(ref json).TokenType == JsonTokenType.Null ? null : json.GetBoolean();
}
