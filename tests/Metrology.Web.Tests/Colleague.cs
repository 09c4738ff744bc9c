using System.Net;
using Metrology.App.Laboratory;

namespace Metrology.Web.Tests;

/// <summary>A second verifier, made by the administrator through the pages.</summary>
internal static class Colleague
{
    private const string Password = "another long password";

    public static async Task<Visitor> SignInAsync(Laboratory laboratory)
    {
        var administrator = await laboratory.SignInAsync(Role.Administrator);
        var made = await administrator.PostAsync(
            "/accounts/new", ("UserName", "colleague"), ("DisplayName", "另一位检定员"), ("Password", Password), ("PasswordAgain", Password), ("Roles", "Technician"));
        Assert.Equal(HttpStatusCode.Redirect, made.StatusCode);
        var visitor = laboratory.Visit();
        await visitor.SignInFirstAsync("colleague", Password, "an own long password");
        return visitor;
    }
}
