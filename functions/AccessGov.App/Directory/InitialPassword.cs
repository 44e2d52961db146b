using System.Security.Cryptography;

namespace AccessGov.App.Directory;

/// <summary>Passwords that nobody ever sees: the worker's first sign-in is by what somebody hands out, or a key.</summary>
internal static class InitialPassword
{
    /// <summary>In characters; about 245 bits of chance.</summary>
    private const int Length = 40;

    // Without look-alikes there is no need to read it; without quotes and backslashes nothing escapes it.
    private const string Alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789!#$%*+-=?@^_~";

    public static string Make()
    {
        while (true)
        {
            var password = RandomNumberGenerator.GetString(Alphabet, Length);
            // Entra and Active Directory ask for three of the four kinds (learn.microsoft.com, password policies).
            if (password.Any(char.IsAsciiLetterUpper) && password.Any(char.IsAsciiLetterLower) && password.Any(char.IsAsciiDigit))
                return password;
        }
    }
}
