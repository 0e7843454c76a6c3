"""English words whose look-alike in French says something else: the lexicon alone speaks for them."""

from __future__ import annotations

from bridge.text.bilingual.words import word_set

#: Folded lemmas and forms.
FALSE_FRIENDS = word_set(
    """
    achieve achieved actual actually advertise advertisement advertisements advice affair agenda an apologise
    apologize apology apparatus appointment assist assisted attend attended attending bachelor balance ballot bribe
    bride but candid car cave cellar chair champ charge charged charges chat chemist coin college comedian commode
    conductor confident consistent corps corpse coup court crayon cry cure current currently date decade deceive
    deceived deception delay delays demand dent dire don dot dots douche editor editorial elevator emergency engaged
    engagement engine entertain entertained entertainment entree envy estate evade eventual eventually evidence
    fabric facilities facility figure figures file fin fond four furniture gallant genial gentle grape grapes grave
    grief groom gross guardian habit hazard hostel if ignore inhabited injured injuries injury intoxicated issue
    issued issues joint jolly journey labour large lecture legume library lit location lunatic main malice march
    marches mark marmalade mate medicine merchandise mess met mire misery morale nerve notice noticed notorious
    novel offend on or order ordered ours pain parent parole parties party patron pays pet petrol petulant physician
    pie plus poll polls pour prejudice presently preservative pretend pretended propriety prune puce quit raisin
    rang rape raped rapist rate rates realise realize reclaim record recorded recover refuse regard relief remark
    rendezvous rent rente report reported reports rest resume retire retired retirement roast robe robes roman rude
    rumour sable sale sales sanguine save scholar season seasoned sensible sentence sentenced sentences siege son
    stage stamp stay store stores suit sure surge surname sympathetic talon tape tentative tire tissue ton traduce
    trainee trainer training trespass truant truth urn vacation vent verge versatile vest vicar villain vine
    """
)
