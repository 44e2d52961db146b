using System.Text.Json;
using AccessGov.App.Directory.Entra.Wire;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Directory.Entra.Capture;

/// <summary>A deleted <c>user</c> as a <see cref="DeletedAccount"/>.</summary>
internal static class DeletedJson
{
    /// <summary>
    /// Like GET /users, of which the throttling page says 2 units, one less with $select; the bin has no line of its own.
    /// </summary>
    public const int Units = 1;

    /// <summary>Whole: whether a filter by employee id is answered there is not documented.</summary>
    public static string List =>
        $"/directory/deletedItems/microsoft.graph.user?$select=id,deletedDateTime,employeeId,userPrincipalName&$top={GraphLists.PageSize}";

    /// <summary>Reads the object that the reader stands on.</summary>
    /// <exception cref="JsonException">No object id, or no day: Graph always gives both.</exception>
    public static DeletedAccount Read(ref Utf8JsonReader json, Func<DateTimeOffset, DateOnly> dayOf)
    {
        Guid? id = null;
        EmployeeId? number = null;
        DateTimeOffset? at = null;
        var upn = "";
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString();
            json.Read();
            switch (name)
            {
                case "id":
                    id = json.GetGuid();
                    break;
                case "employeeId":
                    number = AccountJson.Number(json.GetString()).Number;
                    break;
                case "deletedDateTime":
                    at = json.TokenType == JsonTokenType.Null ? null : json.GetDateTimeOffset();
                    break;
                case "userPrincipalName":
                    upn = json.GetString() ?? "";
                    break;
                default:
                    json.Skip();
                    break;
            }
        }
        return new DeletedAccount(
            id ?? throw new JsonException("A deleted user without id."),
            number,
            upn,
            dayOf(at ?? throw new JsonException("A deleted user without the day of its deletion."))
        );
    }
}
