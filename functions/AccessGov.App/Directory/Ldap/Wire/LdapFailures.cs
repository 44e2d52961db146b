using System.Net.Sockets;
using AccessGov.App.Failures;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Directory.Ldap.Wire;

/// <summary>What a domain controller refuses and what a connection meets, classified once.</summary>
internal static class LdapFailures
{
    /// <summary>The connection gave way: whether there was an effect is unknown.</summary>
    public static OutsideFailureException Lost(LdapServer server, Exception e, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var code = CodeOf(e);
        return new OutsideFailureException(new OutsideFailure.Transient(code), Why(server, code), e);
    }

    /// <summary>The certificate of whoever answered is not the one of the server that the settings name.</summary>
    public static OutsideFailureException Untrusted(LdapServer server, string code) =>
        new(new OutsideFailure.Permanent(code), Why(server, code));

    /// <summary>The settings or the environment do not say who signs in: nobody is asked.</summary>
    public static OutsideFailureException Nobody(LdapServer server, string role, string variable) =>
        new(
            new OutsideFailure.Permanent("ldap-nobody"),
            Wording.Of("Outside.ldap", server.Address, Wording.Of("Outside.ldap-nobody", role, variable))
        );

    /// <summary>What was sent is no answer.</summary>
    public static OutsideFailureException Unreadable(LdapServer server, Exception e) =>
        new(new OutsideFailure.Transient("ldap-unreadable"), Why(server, "ldap-unreadable"), e);

    /// <summary>What a refusal means that is none of a single object.</summary>
    public static OutsideFailureException Refused(LdapServer server, LdapResult result) =>
        new(
            Classify(result),
            Why(
                server,
                result.Code switch
                {
                    LdapResult.InvalidCredentials => "ldap-credentials",
                    LdapResult.StrongAuthRequired => "ldap-signing-required",
                    LdapResult.NoRights => "ldap-forbidden",
                    LdapResult.NoSuchObject => "ldap-no-such-place",
                    LdapResult.Referral => "ldap-elsewhere",
                    LdapResult.Busy or LdapResult.Unavailable => "ldap-busy",
                    _ => result.Stable,
                }
            )
        );

    /// <summary>Whether trying again may help.</summary>
    public static OutsideFailure Classify(LdapResult result) =>
        // Never again with a password that was refused: accounts are locked for that.
        IsTransient(result) ? new OutsideFailure.Transient(result.Stable) : new OutsideFailure.Permanent(result.Stable);

    /// <summary>Busy, unavailable, a limit of time; and 1 for a connection that the server forgot (MS-ADTS).</summary>
    public static bool IsTransient(LdapResult result) => result.Code is 1 or 3 or 11 or LdapResult.Busy or LdapResult.Unavailable;

    private static string CodeOf(Exception e)
    {
        for (Exception? at = e; at is not null; at = at.InnerException)
            switch (at)
            {
                case OperationCanceledException:
                case SocketException { SocketErrorCode: SocketError.TimedOut }:
                    return "ldap-timed-out";
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData }:
                    return "ldap-name-not-found";
                case SocketException { SocketErrorCode: SocketError.ConnectionRefused }:
                    return "ldap-connection-refused";
                case SocketException { SocketErrorCode: SocketError.HostUnreachable or SocketError.NetworkUnreachable }:
                    return "ldap-network-unreachable";
                case System.Security.Authentication.AuthenticationException:
                    return "ldap-tls-failed";
            }
        return "ldap-connection-lost";
    }

    /// <summary>Codes of ours have a sentence each; of the protocol's, which begin with a number, the number is told.</summary>
    private static Wording Why(LdapServer server, string code) =>
        Wording.Of(
            "Outside.ldap",
            server.Address,
            char.IsAsciiDigit(code["ldap-".Length]) ? Wording.Of("Outside.ldap-result", code) : Wording.Of($"Outside.{code}")
        );
}
