using AccessGov.App.Directory.Ldap.Wire;
using AccessGov.Core.Applying;

namespace AccessGov.App.Directory.Ldap;

/// <summary>What a result means for what was asked. Codes measured on Samba 4.17; those of Windows by documentation.</summary>
internal static class LdapAnswers
{
    /// <summary>A member that is missing, or is none (MS-ERREF): 0x525 no such user, 0x561 and 0x562 no and already member.</summary>
    private const uint NoSuchMember = 0x525,
        NoMember = 0x561,
        Member = 0x562;

    /// <summary>Of one member's addition or removal.</summary>
    public static DirectoryAnswer OfMember(LdapResult result, bool gives) =>
        result.Code switch
        {
            LdapResult.Success => new DirectoryAnswer.Accepted(),
            LdapResult.NoSuchObject => new DirectoryAnswer.Absent(),
            LdapResult.EntryExists or LdapResult.ValueExists when gives => new DirectoryAnswer.SoBefore(),
            LdapResult.Unwilling when gives && result.Hex == Member => new DirectoryAnswer.SoBefore(),
            LdapResult.NoSuchAttribute when !gives => new DirectoryAnswer.SoBefore(),
            // Samba says of a member that is none, or is gone, that it is unwilling; Windows names the reason.
            LdapResult.Unwilling when !gives && result.Hex is 0 or NoMember or NoSuchMember or 0x2035 => new DirectoryAnswer.SoBefore(),
            _ => Of(result),
        };

    /// <summary>Of a request about one account.</summary>
    public static DirectoryAnswer Of(LdapResult result) =>
        result.Code switch
        {
            LdapResult.Success => new DirectoryAnswer.Accepted(),
            LdapResult.NoSuchObject => new DirectoryAnswer.Absent(),
            LdapResult.NoRights => new DirectoryAnswer.Refused("forbidden"),
            _ => new DirectoryAnswer.Refused(result.Stable),
        };
}
