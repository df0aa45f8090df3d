package org.yuemao.business;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yuemao.business.CreditCode.Check;

class CreditCodeTest {
    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    @ParameterizedTest
    @ValueSource(strings = {"914403001922038216", "9144030071526726XG"})
    void acceptsRealCodes(String code) {
        assertThat(CreditCode.check(code)).isEqualTo(new Check.Valid(code));
    }

    @Test
    void foldsWidthCaseAndSpaces() {
        assertThat(CreditCode.of(" 9144 0300 7152 6726 ｘｇ").text()).isEqualTo("9144030071526726XG");
    }

    @Test
    void namesTheCharacterThatNoCodeContains() {
        assertThat(CreditCode.check("91440300192203821O")).isEqualTo(new Check.WrongCharacter(18, "O"));
        assertThat(CreditCode.check("9I4403")).isEqualTo(new Check.WrongCharacter(2, "I"));
    }

    @Test
    void saysHowLongAWrongCodeIs() {
        assertThat(CreditCode.check("91440300192203821")).isEqualTo(new Check.WrongLength(17));
    }

    @Test
    void namesTheCheckCharacterThatWouldFit() {
        assertThat(CreditCode.check("914403001922038217")).isEqualTo(new Check.WrongCheckCharacter("7", "6"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"914403001922038216", "9144030071526726XG"})
    void detectsEveryMistypedCharacter(String code) {
        for (int i = 0; i < code.length(); i++) {
            for (char other : ALPHABET.toCharArray()) {
                if (other != code.charAt(i)) {
                    String mistyped = code.substring(0, i) + other + code.substring(i + 1);
                    assertThat(CreditCode.check(mistyped)).as(mistyped).isInstanceOf(Check.WrongCheckCharacter.class);
                }
            }
        }
    }

    @Test
    void cannotExistInvalid() {
        assertThatIllegalArgumentException().isThrownBy(() -> new CreditCode("914403001922038217"));
    }
}
