using Metrology.Dcc.Canonical;

namespace Metrology.Dcc.Tests.Canonical;

public class UriReferenceTests
{
    /// <summary>RFC 3986 5.4, examples with base http://a/b/c/d;p?q; fragments are dropped as Canonical XML 1.1 2.4 says.</summary>
    [Theory]
    [InlineData("g:h", "g:h")]
    [InlineData("g", "http://a/b/c/g")]
    [InlineData("./g", "http://a/b/c/g")]
    [InlineData("g/", "http://a/b/c/g/")]
    [InlineData("/g", "http://a/g")]
    [InlineData("//g", "http://g")]
    [InlineData("?y", "http://a/b/c/d;p?y")]
    [InlineData("g?y", "http://a/b/c/g?y")]
    [InlineData("g#s", "http://a/b/c/g")]
    [InlineData(";x", "http://a/b/c/;x")]
    [InlineData("", "http://a/b/c/d;p?q")]
    [InlineData(".", "http://a/b/c/")]
    [InlineData("..", "http://a/b/")]
    [InlineData("../g", "http://a/b/g")]
    [InlineData("../..", "http://a/")]
    [InlineData("../../../g", "http://a/g")]
    [InlineData("./g/.", "http://a/b/c/g/")]
    [InlineData("g/./h", "http://a/b/c/g/h")]
    [InlineData("g/../h", "http://a/b/c/h")]
    [InlineData("g;x=1/../y", "http://a/b/c/y")]
    public void The_examples_of_rfc_3986_hold(string reference, string joined) => Assert.Equal(joined, UriReference.Join("http://a/b/c/d;p?q", reference));

    /// <summary>A base that is itself relative keeps the dots that lead out of it.</summary>
    [Theory]
    [InlineData("foo/bar", "..", "")]
    [InlineData("foo/bar/", "..", "foo/")]
    [InlineData("..", "..", "../../")]
    [InlineData("../foo/", "bar", "../foo/bar")]
    [InlineData("a/", "../../b", "../b")]
    public void A_relative_base_stays_relative(string against, string reference, string joined) => Assert.Equal(joined, UriReference.Join(against, reference));
}
