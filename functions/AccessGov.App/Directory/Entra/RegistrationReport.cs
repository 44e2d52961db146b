using System.Text.Json;
using AccessGov.App.Directory.Entra.Wire;
using AccessGov.App.Failures;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Directory.Entra;

/// <summary>
/// Entra's report of registered sign-in methods, read whole: five requests in ten seconds are allowed an application and tenant, so nobody
/// is ever asked for singly. It leaves out disabled accounts and lags behind (learn.microsoft.com, authenticationmethodsroot-list-
/// userregistrationdetails; permission <c>AuditLog.Read.All</c>).
/// </summary>
public sealed class RegistrationReport
{
    /// <summary>It has a quota of its own; of the directory's units it takes none that is documented.</summary>
    private const int Units = 1;

    /// <summary>The only option that it takes is a filter.</summary>
    private const string List = "/reports/authenticationMethods/userRegistrationDetails";

    private readonly GraphLists lists;

    internal RegistrationReport(GraphLists lists) => this.lists = lists;

    /// <summary>Each account of which the report speaks, and whether a passkey that is bound to a device is registered.</summary>
    /// <param name="ct">Cancels the operation.</param>
    /// <exception cref="OutsideFailureException">It was not read to its end.</exception>
    public async Task<IReadOnlyList<(Guid Account, bool HasKey)>> ReadAsync(CancellationToken ct)
    {
        var all = new List<(Guid, bool)>();
        if (!await lists.TryReadAsync(List, Units, Read, all.AddRange, ct))
            throw new OutsideFailureException(
                new OutsideFailure.Permanent("no-registration-report"),
                Wording.Of("Outside.not-there", $"GET {List}")
            );
        return all;
    }

    /// <summary>
    /// True for a method that a security key is: the names are an open set. <c>fido2</c> is the former one; a passkey in an authenticator
    /// app or in Windows is bound to a device and is no key that was handed out.
    /// </summary>
    /// <param name="method">A word of <c>methodsRegistered</c>.</param>
    internal static bool IsKey(string? method) =>
        string.Equals(method, "passKeyDeviceBound", StringComparison.OrdinalIgnoreCase)
        || string.Equals(method, "fido2", StringComparison.OrdinalIgnoreCase);

    private static (Guid, bool) Read(ref Utf8JsonReader json)
    {
        Guid? id = null;
        var has = false;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString();
            json.Read();
            if (name == "id")
                id = json.GetGuid();
            else if (name == "methodsRegistered" && json.TokenType == JsonTokenType.StartArray)
                while (json.Read() && json.TokenType != JsonTokenType.EndArray)
                    if (json.TokenType == JsonTokenType.String)
                        has |= IsKey(json.GetString());
                    else
                        json.Skip();
            else
                json.Skip();
        }
        return (id ?? throw new JsonException("A registration without id."), has);
    }
}
