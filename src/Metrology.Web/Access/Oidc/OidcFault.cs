using Metrology.Core.Words;

namespace Metrology.Web.Access.Oidc;

/// <summary>What is wrong with an answer of the sign-in service. The name goes into words and log; what the service wrote never does.</summary>
internal enum OidcFault
{
    /// <summary>Not asked for by this browser, asked too long ago, or answered already.</summary>
    State,

    /// <summary>The answer comes from another service than the one that was asked (RFC 9207).</summary>
    MixUp,

    /// <summary>The person or the service said no.</summary>
    Denied,

    /// <summary>The service does not answer, or not as OpenID Connect says.</summary>
    Unreachable,

    /// <summary>The service calls itself otherwise than configured, or names addresses without https.</summary>
    Discovery,

    /// <summary>The service did not take the code.</summary>
    Code,

    /// <summary>No ID token, or none that can be read.</summary>
    Token,

    /// <summary>Not signed by a key of the service, by a method without keys, or by one that is too weak.</summary>
    Signature,
    Issuer,
    Audience,
    Nonce,

    /// <summary>Over, not yet begun, or issued at another time than now.</summary>
    Time,

    /// <summary>The person did not show there who he is in one of the ways that are asked for ("acr").</summary>
    Strength,

    /// <summary>The person signed in there too long ago, or the token does not say when ("auth_time").</summary>
    Age,
    Subject,
}

/// <summary>Ends a sign-in by the service; caught where the answer is received.</summary>
internal sealed class OidcException(OidcFault fault, Exception? inner = null) : Exception(fault.ToString(), inner)
{
    public OidcFault Fault => fault;

    public Refusal Refusal => fault switch
    {
        OidcFault.State => ProviderAnswers.Stale,
        OidcFault.Denied => ProviderAnswers.Denied,
        OidcFault.Unreachable => ProviderAnswers.Unreachable,
        _ => ProviderAnswers.Wrong(fault),
    };
}

internal static class ProviderAnswers
{
    public static readonly Refusal Stale = Refusal.Of(
        "access.provider-stale", "登录服务的回答不是这个浏览器刚才要的，或者已经用过。请重新登录。", "The answer of the sign-in service is not one that this browser just asked for, or it was used already. Sign in again.");

    public static readonly Refusal Denied = Refusal.Of(
        "access.provider-denied", "登录服务没有让您登录。请再试一次，或用用户名和密码登录。", "The sign-in service did not let you in. Try again, or sign in with user name and password.");

    public static readonly Refusal Unreachable = Refusal.Of(
        "access.provider-unreachable", "登录服务没有回答。请用用户名和密码登录，并告知管理员。", "The sign-in service does not answer. Sign in with user name and password, and tell an administrator.");

    /// <summary>The name of the fault is for whoever looks after the service.</summary>
    public static Refusal Wrong(OidcFault fault) => Refusal.Of(
        "access.provider-wrong-answer",
        $"登录服务的回答没有通过检查（{fault}）。请用用户名和密码登录，并把括号中的字告诉管理员。",
        $"The answer of the sign-in service did not pass the checks ({fault}). Sign in with user name and password, and tell an administrator the word in brackets.");
}
