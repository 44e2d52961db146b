using System.Security.Cryptography;
using AccessGov.App.Work;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;

namespace AccessGov.App.Applying;

/// <summary>
/// Salts of the personal values that one commit of intents hashes. They lie in a row of their own beside the facts: whoever has salt and
/// value can prove that the record speaks of the value, and once the row is erased nobody can find the value from the hash.
/// </summary>
internal sealed class PersonalSalts
{
    private const int SaltBytes = 16;
    private readonly SortedDictionary<string, string> byAction = new(StringComparer.Ordinal);

    internal sealed record Kept(IReadOnlyDictionary<string, string> ByAction);

    /// <summary>The row of a commit of intents, by the place of its first action.</summary>
    public static string RowOf(int first) => $"salts:{first:D8}";

    /// <summary>SHA-256 over salt, attribute and value.</summary>
    /// <param name="salt">Lower-case hexadecimal.</param>
    /// <param name="name">Which attribute.</param>
    /// <param name="value">Its value; may be empty.</param>
    public static string Hash(string salt, AttributeName name, string value)
    {
        using var hash = new CanonicalHash();
        return hash.Add(salt).Add(AttributeCodes.Of(name)).Add(value).ToHex();
    }

    /// <summary>The hash of a value of an action, with the action's own salt.</summary>
    public string Hash(ActionId action, AttributeName name, string value)
    {
        if (!byAction.TryGetValue(action.Value, out var salt))
            byAction.Add(action.Value, salt = RandomNumberGenerator.GetHexString(2 * SaltBytes, lowercase: true));
        return Hash(salt, name, value);
    }

    /// <summary>Adds the row to the commit, if anything was hashed.</summary>
    public void Put(PartitionCommit commit, int first)
    {
        if (byAction.Count > 0)
            commit.Put(RowOf(first), new Kept(byAction));
    }
}
