using Hindsight.Checks.Language;

namespace Hindsight.Checks.Tests.Language;

public sealed class LanguageDetectorTests
{
    [Theory]
    [InlineData("en", "The ferry leaves at noon, so we should pack our bags tonight.")]
    [InlineData("en", "PLEASE READ THE INSTRUCTIONS BEFORE YOU OPEN THE BOX AND KEEP THEM FOR LATER USE.")]
    [InlineData("de", "Die Fähre fährt um zwölf Uhr ab, deshalb sollten wir heute Abend packen.")]
    [InlineData("fr", "Le bateau part à midi, il faudrait donc faire nos valises ce soir.")]
    [InlineData("es", "El barco sale al mediodía, así que deberíamos hacer las maletas esta noche.")]
    [InlineData("it", "Il traghetto parte a mezzogiorno, quindi dovremmo fare le valigie stasera.")]
    [InlineData("pt", "A balsa sai ao meio-dia, então devemos fazer as malas hoje à noite.")]
    [InlineData("fi", "Lautta lähtee keskipäivällä, joten meidän pitäisi pakata tänä iltana.")]
    [InlineData("pl", "Prom odpływa w południe, więc powinniśmy spakować się dziś wieczorem.")]
    [InlineData("vi", "Chuyến phà rời bến vào buổi trưa, vì vậy tối nay chúng ta nên thu dọn hành lý.")]
    [InlineData("sw", "Kivuko kinaondoka saa sita mchana, kwa hiyo tunapaswa kufunga mizigo usiku huu.")]
    [InlineData("ru", "Паром отходит в полдень, поэтому нам лучше собрать вещи сегодня вечером.")]
    [InlineData("uk", "Пором відходить опівдні, тому нам краще зібрати речі сьогодні ввечері.")]
    [InlineData("ar", "تغادر العبارة عند الظهر، لذلك يجب أن نحزم حقائبنا الليلة.")]
    [InlineData("hi", "नाव दोपहर में निकलती है, इसलिए हमें आज रात सामान बाँध लेना चाहिए।")]
    [InlineData("ja", "フェリーは正午に出ますので、今夜荷物をまとめておきましょう。")]
    [InlineData("ko", "배는 정오에 떠나므로 오늘 밤에 짐을 싸야 합니다.")]
    [InlineData("th", "เรือออกตอนเที่ยง ดังนั้นเราควรเก็บกระเป๋าคืนนี้")]
    public void Detect_Sentence_IsItsLanguage(string language, string text) => LanguageDetector.Detect(text).Should().Be(language);

    [Theory]
    [InlineData("")]
    [InlineData("123 !?")]
    [InlineData("https://example.org/the-way")]
    [InlineData("someone@example.org")]
    [InlineData("\ud83d\ude00")]
    public void Detect_NoLetters_IsNone(string text) => LanguageDetector.Detect(text).Should().BeNull();

    [Fact]
    public void Detect_AddressesAndLatinNames_DoNotCount() =>
        LanguageDetector.Detect("Паром отходит в полдень, поэтому нам лучше собрать вещи: https://example.org/the-way и someone@the-office.example.org, Windows.").Should().Be("ru");
}
